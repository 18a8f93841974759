import * as z from "zod";

/** How many refused files a report lists by name; the rest are only counted. */
const refusedMax = 200;

const Corner = z.tuple([z.number(), z.number()]).readonly();

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
  /** Share of the annotated objects that some photo sees, 0 to 1; null when it could not be measured. */
  seenShare: z.number().min(0).max(1).nullable(),
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
