import * as z from "zod";
import { FrameStream } from "#core/frame/frame-image.ts";
import { PoseSource } from "./pose-source.ts";

/** How many refused files a report lists by name; the rest are only counted. */
const refusedMax = 200;

const Corner = z.tuple([z.number(), z.number()]).readonly();

/** What was read of one of a scan's cameras. */
export const StreamReport = z.object({
  stream: FrameStream,
  /** Photos with a pose. */
  photos: z.number().int(),
  /** Of them, those that the scan itself says not to use. */
  excluded: z.number().int(),
  /** Of them, those whose pose came from each source. */
  poses: z.partialRecord(PoseSource, z.number().int()),
  /** Of them, those that the scan's lists take for training and for testing. */
  train: z.number().int(),
  test: z.number().int(),
  /** Photos that the scan's lists name and that are not there: test photos are held out on purpose. */
  absentTrain: z.number().int(),
  absentTest: z.number().int(),
  /** Share of the annotated objects that its photos see, 0 to 1; null when it could not be measured. */
  seenShare: z.number().min(0).max(1).nullable(),
});
export type StreamReport = z.infer<typeof StreamReport>;

/** What an import read, missed, refused and wondered about: shown on the scene's page. */
export const ImportReport = z.object({
  /** Counts of what was read. */
  read: z.object({
    photos: z.number().int(),
    depthMaps: z.number().int(),
    poses: z.number().int(),
    objects: z.number().int(),
    meshVertices: z.number().int(),
    meshFaces: z.number().int(),
  }),
  /** Height of the floor and where it was taken from. */
  floor: z.object({
    heightMeters: z.number(),
    source: z.enum(["annotation", "mesh", "boxes", "stated", "assumed"]),
  }),
  /** The largest level surfaces of the mesh that face up, the floor among them: what things can stand on. */
  levelSurfaces: z
    .array(
      z.object({
        heightMeters: z.number(),
        areaSquareMeters: z.number(),
        bounds: z.object({ min: Corner, max: Corner }),
      }),
    )
    .default([]),
  /** Share of the annotated objects that the best stream sees, 0 to 1; null when it could not be measured. */
  seenShare: z.number().min(0).max(1).nullable(),
  /** Figures of each camera of the scan; none in reports from before there was more than one. */
  streams: z.array(StreamReport).default([]),
  /** The lists of the collection that name the scene, e.g. `nvs_sem_train`. */
  splits: z.array(z.string()).default([]),
  /** Optional parts that the scan does not have, and what is different without them. */
  missing: z.array(z.object({ part: z.string(), effect: z.string() })),
  /** Files (relative to the scan folder) that were left out, and why. The first 200. */
  refused: z.array(z.object({ file: z.string(), reason: z.string() })),
  /** How many were refused in all. */
  refusedCount: z.number().int(),
  /** Sentences about what was used but looks odd. */
  warnings: z.array(z.string()),
});
export type ImportReport = z.infer<typeof ImportReport>;

/** A report with nothing in it yet: the importer fills it in. */
export function emptyImportReport(): ImportReport {
  return {
    read: { photos: 0, depthMaps: 0, poses: 0, objects: 0, meshVertices: 0, meshFaces: 0 },
    floor: { heightMeters: 0, source: "assumed" },
    levelSurfaces: [],
    seenShare: null,
    streams: [],
    splits: [],
    missing: [],
    refused: [],
    refusedCount: 0,
    warnings: [],
  };
}

/** Notes in the report that a file was left out, and why and what to do about it. */
export function refuse(report: ImportReport, file: string, reason: string): void {
  report.refusedCount++;
  if (report.refused.length < refusedMax) report.refused.push({ file, reason });
}
