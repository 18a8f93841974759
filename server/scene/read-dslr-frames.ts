import * as z from "zod";
import type { ImportReport } from "#core/scene/import-report.ts";
import { refuse } from "#core/scene/import-report.ts";
import type { TransformsFrame } from "#core/scene/nerfstudio-transforms.ts";
import { frameKeyOf } from "#core/scene/scan-names.ts";
import { AppError } from "../errors.ts";
import type { StreamSources } from "./match-frame.ts";
import { matchFrame } from "./match-frame.ts";
import type { ScanFrame, StreamFrames } from "./read-frames.ts";
import { readColmap } from "./read-colmap.ts";
import { readJsonFile } from "./read-json-file.ts";
import { readIfThere, readTransformsFile } from "./read-pose-files.ts";
import type { ScanFile } from "./scan-folder.ts";
import type { Inventory } from "./take-inventory.ts";
import { scanParts } from "./take-inventory.ts";

type Listed = Map<string, Pick<TransformsFrame, "isBad" | "split">>;

/**
 * The photos of the DSLR. Poses are COLMAP's, else nerfstudio's. Pictures that come undistorted have the
 * camera stated with them; those of the lens have COLMAP's, else nerfstudio's, and are undistorted on reading.
 */
export async function readDslrFrames(
  inventory: Inventory,
  report: ImportReport,
): Promise<StreamFrames | null> {
  const { parts } = inventory;
  const { photos, masks, undistorted } = inventory.dslr;
  if (photos?.kind !== "files") return null;
  const colmap = await readIfThere(parts.dslrColmap, report, (file) =>
    readColmap(file, parts.dslrColmapCameras, report),
  );
  const readTransforms = (file: ScanFile) => readTransformsFile(file, report);
  const ofLens = await readIfThere(parts.dslrTransforms, report, readTransforms);
  const flat = undistorted
    ? await readIfThere(parts.dslrUndistorted, report, readTransforms)
    : null;
  const transforms = flat ?? ofLens;
  const poses = [colmap, transforms?.poses ?? null].filter((file) => file !== null);
  if (poses.length === 0) {
    if (!parts.dslrColmap && !parts.dslrTransforms)
      refuse(
        report,
        scanParts.dslrColmap,
        `there is no such file, nor ${scanParts.dslrTransforms}: without poses no photo can be used`,
      );
    return null;
  }
  const listed: Listed = new Map(transforms?.frames.map((frame) => [frame.frameKey, frame]));
  await readIfThere(parts.dslrLists, report, (file) => addLists(file, listed));
  const sources: StreamSources = {
    stream: "dslr",
    photos,
    masks,
    poses,
    cameras: undistorted ? [flat?.poses ?? []].flat() : poses,
    listed,
    depthOf: () => null,
  };
  const frames: ScanFrame[] = [];
  for (const { key, number, shown } of photos.images.values()) {
    const frame = matchFrame(sources, key, number);
    if ("problem" in frame) refuse(report, shown, frame.problem);
    else frames.push(frame);
  }
  const absent = [...listed].filter(([key]) => !photos.images.has(key));
  return {
    stream: "dslr",
    frames,
    absentTrain: absent.filter(([, { split }]) => split === "train").length,
    absentTest: absent.filter(([, { split }]) => split === "test").length,
    poseCount: new Set(poses.flatMap(({ entries }) => [...entries.keys()])).size,
    poseFile: poses[0]!.shown,
  };
}

const Lists = z.object({
  train: z.array(z.string()).default([]),
  test: z.array(z.string()).default([]),
});

/** What `train_test_lists.json` says goes before what the transforms do. */
async function addLists(file: ScanFile, listed: Listed): Promise<void> {
  const lists = Lists.safeParse(await readJsonFile(file.path));
  if (!lists.success) throw new AppError("INVALID", "train or test is not a list of photo names");
  for (const split of ["train", "test"] as const)
    for (const name of lists.data[split]) {
      const key = frameKeyOf(name);
      listed.set(key, { isBad: listed.get(key)?.isBad ?? false, split });
    }
}
