import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import sharp from "sharp";

const width = 64;
const height = 48;
export const fixtureIntrinsic = [
  [60, 0, 31.5],
  [0, 60, 23.5],
  [0, 0, 1],
];

/** Cubes on the floor with their label and ground position; all 0.4 m wide and high. */
const things = [
  { id: 1, label: "Office  Chair", at: [0, 0] },
  { id: 2, label: "box", at: [0.9, 0.3] },
  { id: 3, label: "lamp", at: [-0.9, 0.3] },
] as const;
const side = 0.4;

/** A folder in the ScanNet++ layout with one small scan, made up on the spot. */
export type ScanFixture = {
  /** The collection: holds `data/<scene id>`. */
  root: string;
  scene: string;
  /** Replaces or adds a file of the scene. */
  write(path: string, content: string | Uint8Array | object): Promise<void>;
};

/** Runs a test with a scan of six photos, depth, mesh and annotation, and removes it afterwards. */
export async function withScan(
  test: (scan: ScanFixture) => Promise<void>,
  sceneId = "a1b2c3d4e5",
): Promise<void> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "gsi-scan-")));
  const scene = join(root, "data", sceneId);
  const write = async (path: string, content: string | Uint8Array | object) => {
    await mkdir(dirname(join(scene, path)), { recursive: true });
    const isRaw = typeof content === "string" || content instanceof Uint8Array;
    await writeFile(join(scene, path), isRaw ? content : JSON.stringify(content));
  };
  try {
    for (let frame = 0; frame < 6; frame++) {
      await write(`iphone/rgb/${frameKey(frame)}.jpg`, await photo(frame));
      await write(`iphone/depth/${frameKey(frame)}.png`, await depth());
    }
    await write("iphone/pose_intrinsic_imu.json", poses());
    await write("scans/segments_anno.json", annotation());
    await write("scans/mesh_aligned_0.05.ply", mesh());
    await write("scans/segments.json", {
      segIndices: Array.from({ length: 8 * things.length }, (_, i) => i),
    });
    await test({ root, scene, write });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

export function frameKey(frame: number): string {
  return `frame_${String(frame).padStart(6, "0")}`;
}

/** Poses of level cameras that step sideways, 2.5 m in front of the things, looking along world y. */
export function poses(): Record<string, { aligned_pose: number[][]; intrinsic: number[][] }> {
  const entries = Array.from({ length: 6 }, (_, frame) => [
    frameKey(frame),
    {
      timestamp: frame / 60,
      intrinsic: fixtureIntrinsic,
      aligned_pose: [
        [1, 0, 0, -0.5 + 0.2 * frame],
        [0, 0, 1, -2.5],
        [0, -1, 0, 0.6],
        [0, 0, 0, 1],
      ],
    },
  ]);
  return Object.fromEntries(entries);
}

export function annotation(): { segGroups: Record<string, unknown>[] } {
  return {
    segGroups: things.map(({ id, label, at: [x, y] }, index) => ({
      objectId: id,
      label,
      segments: Array.from({ length: 8 }, (_, corner) => 8 * index + corner),
      obb: {
        centroid: [x, y, side / 2],
        axesLengths: [side, side, side],
        normalizedAxes: [1, 0, 0, 0, 1, 0, 0, 0, 1],
      },
    })),
  };
}

/** Noise, so that the photos are sharp. The stream differs from photo to photo. */
export async function photo(seed: number, size = { width, height }): Promise<Buffer> {
  const pixels = Buffer.alloc(size.width * size.height * 3);
  let state = seed + 1;
  for (let i = 0; i < pixels.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    pixels[i] = state >>> 24;
  }
  return sharp(pixels, { raw: { ...size, channels: 3 } })
    .jpeg()
    .toBuffer();
}

async function depth(): Promise<Buffer> {
  const millimeters = new Uint16Array((width / 2) * (height / 2)).fill(2300);
  return sharp(millimeters, { raw: { width: width / 2, height: height / 2, channels: 1 } })
    .toColourspace("grey16")
    .png()
    .toBuffer();
}

/** The cubes as an ascii PLY with 8 vertices and 6 four-sided faces each. */
export function mesh(): string {
  const vertices: string[] = [];
  const faces: string[] = [];
  things.forEach(({ at: [x, y] }, index) => {
    for (let corner = 0; corner < 8; corner++) {
      const [dx, dy, dz] = [corner & 1, (corner >> 1) & 1, (corner >> 2) & 1] as const;
      const at = [x + (dx - 0.5) * side, y + (dy - 0.5) * side, dz * side];
      vertices.push(`${at.map((value) => value.toFixed(4)).join(" ")} 200 80 ${40 * index}`);
    }
    const quads = ["0 1 3 2", "4 5 7 6", "0 1 5 4", "2 3 7 6", "0 2 6 4", "1 3 7 5"];
    for (const quad of quads) {
      const corners = quad.split(" ").map((corner) => Number(corner) + 8 * index);
      faces.push(`4 ${corners.join(" ")}`);
    }
  });
  return [
    "ply",
    "format ascii 1.0",
    `element vertex ${vertices.length}`,
    ...["x", "y", "z"].map((name) => `property float ${name}`),
    ...["red", "green", "blue"].map((name) => `property uchar ${name}`),
    `element face ${faces.length}`,
    "property list uchar int vertex_indices",
    "end_header",
    ...vertices,
    ...faces,
    "",
  ].join("\n");
}
