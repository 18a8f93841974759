import type { ImportReport } from "#core/scene/import-report.ts";
import { refuse } from "#core/scene/import-report.ts";
import type { Mesh } from "#core/scene/mesh.ts";
import { surfaceArea, withoutVertices } from "#core/scene/mesh.ts";
import type { PointCloud } from "#core/scene/point-cloud.ts";
import { samplePointCloud } from "#core/scene/point-cloud.ts";
import { messageOf } from "../errors.ts";
import { readPlyPoints } from "./read-ply-points.ts";
import { readVertexList } from "./read-surface.ts";
import type { Inventory } from "./take-inventory.ts";

/** Most points of a laser cloud that are shown; of more, every n-th. Takes about 40 bytes each while they are sorted. */
const laserPointsMax = 12_000_000;
const laserVerticesMax = 2 ** 32;
const laserMaskBytesMax = 1 << 27;
/** Points spread over a mesh: one every 2 cm, within limits. */
const pointsPerSquareMeter = 2500;
const meshPointsMin = 100_000;
const meshPointsMax = 2_000_000;
const seed = 1;

/**
 * What the 3D view shows of a scan: its laser cloud, else points spread over its mesh, nothing of it
 * anonymised. Null without either.
 */
export async function readCloud(
  inventory: Inventory,
  mesh: Mesh | null,
  masked: ReadonlySet<number>,
  report: ImportReport,
): Promise<PointCloud | null> {
  const { laserCloud, laserMask } = inventory;
  if (laserCloud) {
    try {
      const hidden = laserMask
        ? await readVertexList(laserMask.path, laserVerticesMax, laserMaskBytesMax)
        : new Set<number>();
      return await readPlyPoints(laserCloud.path, laserPointsMax, hidden);
    } catch (error) {
      // Without its list of anonymised points a laser cloud must not be shown.
      refuse(report, laserCloud.shown, `${messageOf(error)}. The mesh is shown instead`);
    }
  }
  if (!mesh) return null;
  const shown = withoutVertices(mesh, masked);
  const count = Math.round(surfaceArea(shown) * pointsPerSquareMeter);
  return samplePointCloud(shown, Math.min(meshPointsMax, Math.max(meshPointsMin, count)), seed);
}
