import type { ImportReport } from "#core/scene/import-report.ts";
import { refuse } from "#core/scene/import-report.ts";
import { frameNumberOf } from "#core/scene/scan-names.ts";
import { countPackedDepth } from "./count-packed-depth.ts";
import type { StreamSources } from "./match-frame.ts";
import { matchFrame } from "./match-frame.ts";
import type { ScanFrame, StreamFrames } from "./read-frames.ts";
import {
  readAlignedPoses,
  readIfThere,
  readRefinedPoses,
  readTransformsFile,
} from "./read-pose-files.ts";
import type { Inventory } from "./take-inventory.ts";
import { scanParts } from "./take-inventory.ts";

/**
 * The phone's photos: files, or the frames of its video. Poses are COLMAP's where it has the frame, else the
 * phone's own, else nerfstudio's; cameras are the phone's own of each moment, since it focuses.
 */
export async function readIphoneFrames(
  inventory: Inventory,
  report: ImportReport,
): Promise<StreamFrames | null> {
  const { parts, depthMaps } = inventory;
  const { photos, masks } = inventory.iphone;
  if (!photos || (photos.kind === "video" && !photos.probe)) return null;
  const aligned = await readIfThere(parts.poses, report, readAlignedPoses);
  const colmap = await readIfThere(parts.colmap, report, (file) =>
    readRefinedPoses(file, parts.colmapCameras, aligned, report),
  );
  const transforms = await readIfThere(parts.transforms, report, (file) =>
    readTransformsFile(file, report),
  );
  const nerfstudio = transforms?.poses ?? null;
  const poses = [colmap, aligned, nerfstudio].filter((file) => file !== null);
  const cameras = [aligned, colmap, nerfstudio].filter((file) => file !== null);
  if (poses.length === 0) {
    if (!parts.poses)
      refuse(
        report,
        scanParts.poses,
        "there is no such file, nor other poses: without poses no photo can be used",
      );
    return null;
  }
  const posed = new Set(poses.flatMap(({ entries }) => [...entries.keys()]));
  const numbers =
    photos.kind === "files"
      ? [...photos.images.values()].map(({ number }) => number)
      : [...posed].flatMap((key) => frameNumberOf(key) ?? []);
  const packedFrames = await countPackedDepth(inventory.packedDepth, numbers, report);
  const sources: StreamSources = {
    stream: "iphone",
    photos,
    masks,
    poses,
    cameras,
    listed: new Map(transforms?.frames.map((frame) => [frame.frameKey, frame])),
    depthOf: (key, number) => {
      const depth = depthMaps.get(key);
      if (depth) return { kind: "png", path: depth.shown };
      if (number >= packedFrames) return null;
      return { kind: "packed", path: inventory.packedDepth!.shown, index: number };
    },
  };
  const frames =
    photos.kind === "files"
      ? framesOfFiles(sources, [...photos.images.values()], posed, report)
      : framesOfVideo(sources, photos.shown, posed, report);
  const main = poses.find(({ source }) => source === mostUsed(frames)) ?? poses[0]!;
  return {
    stream: "iphone",
    frames,
    absentTrain: 0,
    absentTest: 0,
    poseCount: posed.size,
    poseFile: main.shown,
  };
}

function framesOfFiles(
  sources: StreamSources,
  images: readonly { key: string; number: number; shown: string }[],
  posed: ReadonlySet<string>,
  report: ImportReport,
): ScanFrame[] {
  const frames: ScanFrame[] = [];
  for (const { key, number, shown } of images) {
    const frame = matchFrame(sources, key, number);
    if ("problem" in frame) refuse(report, shown, frame.problem);
    else frames.push(frame);
  }
  // Phones record every video frame's pose and people extract some of the photos, so this is no fault.
  const there = new Set(images.map(({ key }) => key));
  const alone = [...posed].filter((key) => !there.has(key));
  if (alone.length > 0)
    report.warnings.push(
      `${alone.length} of ${posed.size} poses have no usable photo (the first: ${alone[0]!.slice(0, 60)})`,
    );
  return frames;
}

/** The poses name the frames of a video: the number of a frame is its index, from 0. */
function framesOfVideo(
  sources: StreamSources,
  shown: string,
  posed: ReadonlySet<string>,
  report: ImportReport,
): ScanFrame[] {
  const frames: ScanFrame[] = [];
  const beyond: string[] = [];
  for (const key of posed) {
    const number = /^frame_\d+$/.test(key) ? frameNumberOf(key) : null;
    const frame =
      number === null
        ? { problem: "the name is not of the form frame_000123" }
        : matchFrame(sources, key, number);
    if (!("problem" in frame)) frames.push(frame);
    else if (number !== null && isBeyond(sources, number)) beyond.push(key);
    else refuse(report, `${shown}: ${key.slice(0, 60)}`, frame.problem);
  }
  const { photos } = sources;
  if (beyond.length > 0 && photos.kind === "video")
    refuse(
      report,
      shown,
      `the video has ${photos.probe?.frameCount} frames: the poses of ${beyond.length} later ones have no photo (the first: ${beyond[0]})`,
    );
  return frames.toSorted((a, b) => a.number - b.number);
}

function isBeyond({ photos }: StreamSources, number: number): boolean {
  return photos.kind === "video" && number >= (photos.probe?.frameCount ?? 0);
}

function mostUsed(frames: readonly ScanFrame[]): ScanFrame["poseSource"] | undefined {
  const counts = Map.groupBy(frames, ({ poseSource }) => poseSource);
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
}
