import { readFile, stat } from "node:fs/promises";
import type { LabelMap } from "#core/scene/label-map.ts";
import { noLabelMap, readLabelMap } from "#core/scene/label-map.ts";
import { AppError, messageOf } from "../errors.ts";
import { hashOf } from "../storage.ts";
import { scanFile } from "./scan-folder.ts";

const labelMapFile = "metadata/semantic_benchmark/map_benchmark.csv";
const bytesMax = 1 << 24;

/** What the labels of a collection stand for. `hash` changes when the map does; null without one. */
export type CollectionLabels = {
  map: LabelMap;
  hash: string | null;
  /** Why a map that is there is not used. */
  refused: { file: string; reason: string } | null;
};

/**
 * The collection's map of labels, when the folder given for import has one: nothing outside that folder is
 * read, so a scan imported alone keeps its labels as annotated.
 */
export async function readCollectionLabels(root: string): Promise<CollectionLabels> {
  try {
    const file = await scanFile(root, labelMapFile);
    if (!file) return { map: noLabelMap, hash: null, refused: null };
    if ((await stat(file.path)).size > bytesMax)
      throw new AppError("INVALID", `it has more than ${bytesMax >> 20} MB`);
    const text = await readFile(file.path, "utf8");
    const map = readLabelMap(text);
    if (map) return { map, hash: hashOf(text), refused: null };
    throw new AppError("INVALID", "it has no columns class and instance_map_to");
  } catch (error) {
    const reason = `${messageOf(error)}: labels are used as annotated`;
    return { map: noLabelMap, hash: null, refused: { file: labelMapFile, reason } };
  }
}
