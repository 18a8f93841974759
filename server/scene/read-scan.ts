import type { BoxInWorld } from "#core/geometry/oriented-box.ts";
import type { AnnotatedObject } from "#core/scene/annotation.ts";
import { Annotation } from "#core/scene/annotation.ts";
import { boxFromObb } from "#core/scene/box-from-obb.ts";
import { fitUprightBox } from "#core/scene/fit-upright-box.ts";
import type { ImportReport } from "#core/scene/import-report.ts";
import { emptyImportReport, refuse } from "#core/scene/import-report.ts";
import type { LabelMap } from "#core/scene/label-map.ts";
import { floorHeight, levelSurfaces } from "#core/scene/level-surfaces.ts";
import type { Mesh } from "#core/scene/mesh.ts";
import { heightPercentile, vertexPositions } from "#core/scene/mesh.ts";
import type { PointCloud } from "#core/scene/point-cloud.ts";
import { objectPoints } from "#core/scene/object-points.ts";
import { messageOf } from "../errors.ts";
import { checkStreams } from "./check-streams.ts";
import { reportMissing } from "./missing-parts.ts";
import type { ScanFrame } from "./read-frames.ts";
import { readCloud } from "./read-cloud.ts";
import { readFrames } from "./read-frames.ts";
import { readJsonList } from "./read-json-list.ts";
import { readMeshMask, readObjectVertices, readSurface } from "./read-surface.ts";
import type { Inventory } from "./take-inventory.ts";
import { scanParts } from "./take-inventory.ts";

const levelSurfacesMax = 50;

/** An annotated object with its box and surface points in the world. */
export type ScanObject = {
  key: string;
  label: string;
  rawLabel: string;
  box: BoxInWorld;
  points: Float32Array;
  /** The only photo that shows it, where the box is stated for one photo alone. */
  frameKey: string | null;
};

/** A scan, read and checked; nothing of it is stored yet. */
export type Scan = {
  frames: ScanFrame[];
  objects: ScanObject[];
  /** What the 3D view shows of the room. */
  cloud: PointCloud | null;
  report: ImportReport;
};

/**
 * Reads everything the studio uses of a scan folder. What is wrong in a part is noted in the report and
 * the rest goes on; `scan` is null when too little is left, or when the poses are in another convention.
 */
export async function readScan(
  folder: string,
  inventory: Inventory,
  labels: LabelMap,
): Promise<{ scan: Scan | null; report: ImportReport }> {
  const report = emptyImportReport();
  for (const { file, reason } of inventory.refused) refuse(report, file, reason);
  await reportMissing(folder, inventory, report);
  const streams = await readFrames(inventory, report);
  report.read.poses = streams.reduce((sum, { poseCount }) => sum + poseCount, 0);
  if (streams.every(({ frames }) => frames.length === 0)) return { scan: null, report };

  const annotated = await readObjects(inventory, labels, report);
  const mesh = await readSurface(inventory, report);
  const masked = await readMeshMask(inventory, mesh, report);
  const vertices = await readObjectVertices(inventory, mesh, masked, annotated, report);
  const objects = annotated.flatMap((object, index) => {
    const own = vertices[index]!;
    const box = object.obb
      ? boxFromObb(object.obb)
      : mesh && fitUprightBox(vertexPositions(mesh, own));
    const points = mesh ? objectPoints(mesh, own) : new Float32Array(0);
    if (box) return [{ ...object, box, points, frameKey: null }];
    refuse(
      report,
      scanParts.annotation,
      `object ${object.key} ("${object.label}") has neither a box (obb) nor surface points to fit one to`,
    );
    return [];
  });
  report.read.objects = objects.length;
  report.floor = floorOf(objects, mesh);
  if (mesh) report.levelSurfaces = levelSurfaces(mesh).slice(0, levelSurfacesMax);

  const boxes = objects.map(({ box }) => box);
  const frames = checkStreams(streams, mesh, boxes, report);
  report.read.photos = frames.length;
  report.read.depthMaps = frames.filter((frame) => frame.depth).length;
  if (frames.length === 0) return { scan: null, report };
  if (objects.length === 0)
    report.warnings.push(
      "without annotated objects the poses could only be checked for up and down",
    );
  const cloud = await readCloud(inventory, mesh, masked, report);
  return { scan: { frames, objects, cloud, report }, report };
}

async function readObjects(
  inventory: Inventory,
  labels: LabelMap,
  report: ImportReport,
): Promise<AnnotatedObject[]> {
  const file = inventory.parts.annotation;
  if (!file) return [];
  try {
    const annotation = new Annotation(labels);
    for await (const groups of readJsonList(file.path, "segGroups"))
      for (const group of groups) annotation.add(group);
    for (const problem of annotation.problems) refuse(report, file.shown, problem);
    return annotation.objects;
  } catch (error) {
    refuse(report, file.shown, messageOf(error));
    return [];
  }
}

/** The floor by the largest box that is labelled so, else by the lowest percent of the surface. */
export function floorOf(objects: readonly ScanObject[], mesh: Mesh | null): ImportReport["floor"] {
  const floors = objects.filter((object) => object.label === "floor");
  const largest = floors.toSorted((a, b) => footprint(b.box) - footprint(a.box))[0];
  if (largest)
    return {
      heightMeters: largest.box.center[2] + largest.box.size[1] / 2,
      source: "annotation",
    };
  // A point scan has no surface: there it is the lowest point but for the hundredth that scanners see below.
  const low = mesh && (floorHeight(mesh) ?? heightPercentile(mesh, 0.01));
  return low === null
    ? { heightMeters: 0, source: "assumed" }
    : { heightMeters: low, source: "mesh" };
}

function footprint(box: BoxInWorld): number {
  return box.size[0] * box.size[2];
}
