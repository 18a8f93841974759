import { readFile, stat } from "node:fs/promises";
import type { AnnotatedObject } from "#core/scene/annotation.ts";
import type { ImportReport } from "#core/scene/import-report.ts";
import { refuse } from "#core/scene/import-report.ts";
import type { Mesh } from "#core/scene/mesh.ts";
import { verticesOfSegments } from "#core/scene/object-points.ts";
import { AppError, messageOf } from "../errors.ts";
import { readJsonList } from "./read-json-list.ts";
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

/** The mesh vertices of each object, by the scan's segments and less what is anonymised; none for an object without. */
export async function readObjectVertices(
  inventory: Inventory,
  mesh: Mesh | null,
  masked: ReadonlySet<number>,
  objects: readonly AnnotatedObject[],
  report: ImportReport,
): Promise<Uint32Array[]> {
  const { segments } = inventory.parts;
  const none = objects.map(() => new Uint32Array(0));
  if (!mesh || !segments) return none;
  const vertexCount = mesh.positions.length / 3;
  try {
    return verticesOfSegments(
      await readSegments(segments.path, vertexCount),
      objects.map((object) => object.segments),
      masked,
    );
  } catch (error) {
    refuse(report, segments.shown, messageOf(error));
    return none;
  }
}

async function readSegments(path: string, vertexCount: number): Promise<Uint32Array> {
  const segmentOfVertex = new Uint32Array(vertexCount);
  let listed = 0;
  for await (const bundle of readJsonList(path, "segIndices")) {
    for (const segment of bundle) {
      // Read back, a value that is no whole number of 32 bits is another.
      if (listed < vertexCount) {
        segmentOfVertex[listed] = segment as number;
        if (segmentOfVertex[listed] !== segment)
          throw new AppError(
            "INVALID",
            `item ${listed + 1} of segIndices is not a whole number from 0 to ${2 ** 32 - 1}`,
          );
      }
      listed++;
    }
  }
  if (listed === vertexCount) return segmentOfVertex;
  throw new AppError(
    "INVALID",
    `it lists ${listed} vertices but the mesh has ${vertexCount}: the two files do not belong together`,
  );
}

const maskBytesPerVertexMax = 16;

/** The vertices of the mesh that are anonymised; none without a list that can be used. */
export async function readMeshMask(
  inventory: Inventory,
  mesh: Mesh | null,
  report: ImportReport,
): Promise<ReadonlySet<number>> {
  const file = inventory.parts.mask;
  if (!file || !mesh) return new Set();
  const vertexCount = mesh.positions.length / 3;
  try {
    return await readVertexList(file.path, vertexCount, maskBytesPerVertexMax * vertexCount);
  } catch (error) {
    refuse(report, file.shown, `${messageOf(error)}. No vertex is taken for anonymised`);
    return new Set();
  }
}

/** Numbers of vertices with space between, each below `vertexCount`. */
export async function readVertexList(
  path: string,
  vertexCount: number,
  bytesMax: number,
): Promise<ReadonlySet<number>> {
  if ((await stat(path)).size > bytesMax)
    throw new AppError("INVALID", `it is too long to name some of ${vertexCount} vertices`);
  const listed = new Set<number>();
  for (const [word] of (await readFile(path, "latin1")).matchAll(/\S+/g)) {
    if (!/^\d{1,10}$/.test(word) || Number(word) >= vertexCount)
      throw new AppError(
        "INVALID",
        `"${word.slice(0, 20)}" is no vertex of the mesh, which has ${vertexCount}`,
      );
    listed.add(Number(word));
  }
  return listed;
}
