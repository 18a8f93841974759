import * as z from "zod";
import type { AnnotatedObject } from "#core/scene/annotation.ts";
import type { ImportReport } from "#core/scene/import-report.ts";
import { refuse } from "#core/scene/import-report.ts";
import type { Mesh } from "#core/scene/mesh.ts";
import { verticesOfSegments } from "#core/scene/object-points.ts";
import { AppError, messageOf } from "../errors.ts";
import { readJsonFile } from "./read-json-file.ts";
import { readPly } from "./read-ply.ts";
import type { Inventory } from "./take-inventory.ts";

/** The scan's mesh, or null when there is none or it cannot be used. */
export async function readSurface(
  inventory: Inventory,
  report: ImportReport,
): Promise<Mesh | null> {
  const file = inventory.parts.mesh;
  if (!file) return null;
  try {
    const mesh = await readPly(file.path);
    report.read.meshVertices = mesh.positions.length / 3;
    report.read.meshFaces = mesh.faces.length / 3;
    return mesh;
  } catch (error) {
    refuse(report, file.shown, messageOf(error));
    return null;
  }
}

/** The mesh vertices of each object, by the scan's segments; none for an object without. */
export async function readObjectVertices(
  inventory: Inventory,
  mesh: Mesh | null,
  objects: readonly AnnotatedObject[],
  report: ImportReport,
): Promise<Uint32Array[]> {
  const file = inventory.parts.segments;
  const none = objects.map(() => new Uint32Array(0));
  if (!mesh || !file) return none;
  try {
    const segmentOfVertex = readSegments(await readJsonFile(file.path));
    const vertexCount = mesh.positions.length / 3;
    if (segmentOfVertex.length !== vertexCount)
      throw new AppError(
        "INVALID",
        `it lists ${segmentOfVertex.length} vertices but the mesh has ${vertexCount}: the two files do not belong together`,
      );
    return verticesOfSegments(
      segmentOfVertex,
      objects.map((object) => object.segments),
    );
  } catch (error) {
    refuse(report, file.shown, messageOf(error));
    return none;
  }
}

function readSegments(parsed: unknown): ArrayLike<number> {
  const file = z.object({ segIndices: z.array(z.number()) }).safeParse(parsed);
  if (file.success) return file.data.segIndices;
  throw new AppError("INVALID", "there is no list of numbers segIndices in the file");
}
