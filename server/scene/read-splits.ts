import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { messageOf } from "../errors.ts";
import { scanFiles } from "./scan-folder.ts";

/** A list of all scenes has some tens of kilobytes. */
const bytesMax = 10 * 1024 * 1024;

/** The lists of a collection (`splits/nvs_sem_train.txt` and so on, one scene id a line), and those that cannot be read. */
export type Splits = {
  /** The names of the lists that name a scene. */
  of(sceneId: string): string[];
  refused: { file: string; reason: string }[];
};

/** Reads the lists of the collection with this root; none where the root is a scan or its `data` folder. */
export async function readSplits(root: string): Promise<Splits> {
  const refused: Splits["refused"] = [];
  const listed = await scanFiles(root, "splits", /\.txt$/).catch((error: unknown) => {
    refused.push({ file: "splits", reason: messageOf(error) });
    return null;
  });
  refused.push(...(listed?.refused ?? []));
  const scenesOf = new Map<string, Set<string>>();
  for (const { shown, path } of listed?.files ?? []) {
    try {
      const status = await stat(path);
      if (!status.isFile() || status.size > bytesMax)
        throw new Error("it is no list of scene ids, one a line");
      const lines = (await readFile(path, "utf8")).split("\n").map((line) => line.trim());
      scenesOf.set(basename(shown, ".txt"), new Set(lines));
    } catch (error) {
      refused.push({ file: shown, reason: messageOf(error) });
    }
  }
  return {
    of: (sceneId) => [...scenesOf].flatMap(([name, scenes]) => (scenes.has(sceneId) ? name : [])),
    refused,
  };
}
