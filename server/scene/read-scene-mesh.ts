import type { Mesh } from "#core/scene/mesh.ts";
import { messageOf } from "../errors.ts";
import { containedPath } from "./contained-path.ts";
import { readPly } from "./read-ply.ts";
import { scanParts } from "./take-inventory.ts";

/** The scene read last: the frames of one scene follow each other. */
let last: { key: string; mesh: Promise<Mesh | null> } | null = null;

/** The mesh of an imported scene, or null when it has none that can be used (its import report says why). */
export function readSceneMesh(rootPath: string, inputsHash: string): Promise<Mesh | null> {
  const key = `${rootPath} ${inputsHash}`;
  if (last?.key !== key) last = { key, mesh: load(rootPath) };
  return last.mesh;
}

async function load(rootPath: string): Promise<Mesh | null> {
  const path = await containedPath(rootPath, rootPath, scanParts.mesh);
  if (!path) return null;
  return readPly(path).catch((error: unknown) => {
    console.error(`${path}: ${messageOf(error)}`);
    return null;
  });
}
