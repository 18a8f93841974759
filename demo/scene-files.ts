import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";

export const SCENES_FOLDER = fileURLToPath(new URL("./scenes", import.meta.url));

export type Vector = [number, number, number];
export type Group = {
  label: string;
  segments: number[];
  obb: { centroid: Vector; axesLengths: Vector; normalizedAxes: number[] };
};
export type FramePose = { intrinsic: number[][]; aligned_pose: number[][]; pose: number[][] };
export type DemoScene = {
  id: string;
  folder: string;
  poses: Record<string, FramePose>;
  groups: Group[];
  segIndices: number[];
  /** World coordinates, three numbers a vertex. */
  vertices: Float32Array;
  faceCount: number;
};

async function readJson<T>(...path: string[]): Promise<T> {
  return JSON.parse(await readFile(join(...path), "utf8")) as T;
}

/** The scenes that the split file lists, read as an importer would. */
export async function readDemoScenes(): Promise<DemoScene[]> {
  const list = await readFile(join(SCENES_FOLDER, "splits", "nvs_sem_train.txt"), "utf8");
  return Promise.all(list.trim().split("\n").map(readDemoScene));
}

async function readDemoScene(id: string): Promise<DemoScene> {
  const folder = join(SCENES_FOLDER, "data", id);
  const scans = join(folder, "scans");
  const { segIndices } = await readJson<{ segIndices: number[] }>(scans, "segments.json");
  const { segGroups } = await readJson<{ segGroups: Group[] }>(scans, "segments_anno.json");
  const poses = await readJson<Record<string, FramePose>>(
    folder,
    "iphone",
    "pose_intrinsic_imu.json",
  );
  return { id, folder, poses, groups: segGroups, segIndices, ...(await readPly(scans)) };
}

async function readPly(scans: string): Promise<{ vertices: Float32Array; faceCount: number }> {
  const bytes = await readFile(join(scans, "mesh_aligned_0.05.ply"));
  const end = bytes.indexOf("end_header\n") + "end_header\n".length;
  const header = bytes.toString("latin1", 0, end);
  const [count, faceCount] = ["vertex", "face"].map((name) =>
    Number(new RegExp(`element ${name} (\\d+)`).exec(header)?.[1]),
  );
  const stride = 15;
  if (bytes.length !== end + count! * stride + faceCount! * 13)
    throw new Error(`${scans}: the header lies about the size`);
  const vertices = new Float32Array(count! * 3);
  for (let i = 0; i < vertices.length; i++)
    vertices[i] = bytes.readFloatLE(end + Math.floor(i / 3) * stride + (i % 3) * 4);
  return { vertices, faceCount: faceCount! };
}

export function vertexAt({ vertices }: DemoScene, index: number): Vector {
  return [vertices[3 * index]!, vertices[3 * index + 1]!, vertices[3 * index + 2]!];
}

export type DepthMap = { width: number; height: number; millimeters: Uint16Array };

export async function readDepth(scene: DemoScene, frame: string): Promise<DepthMap> {
  const image = sharp(join(scene.folder, "iphone", "depth", `${frame}.png`)).toColourspace(
    "grey16",
  );
  const { data, info } = await image.raw({ depth: "ushort" }).toBuffer({ resolveWithObject: true });
  const millimeters = new Uint16Array(
    data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength),
  );
  return { width: info.width, height: info.height, millimeters };
}

/** Bytes of everything under a folder. */
export async function folderBytes(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(
    names.map(async (name) => {
      const entry = await stat(join(folder, name));
      return entry.isFile() ? entry.size : 0;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
