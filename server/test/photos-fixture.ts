import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fixtureIntrinsic, photo } from "./scan-fixture.ts";

/** A folder for loose photos and the file that describes them. */
export type PhotosFixture = {
  root: string;
  /** Adds or replaces a file; anything but text and bytes is written as JSON. */
  write: (path: string, content: string | Uint8Array | object) => Promise<void>;
};

/** Runs a test with an empty folder and removes it afterwards. */
export async function withFolder(test: (folder: PhotosFixture) => Promise<void>): Promise<void> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "gsi-scan-")));
  const write = async (path: string, content: string | Uint8Array | object) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    const isRaw = typeof content === "string" || content instanceof Uint8Array;
    await writeFile(join(root, path), isRaw ? content : JSON.stringify(content));
  };
  try {
    await test({ root, write });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Cubes of 0.4 m that stand 1.1 m below the camera, by label and place to the right of and before it. */
const cubes = [
  { label: "chair", right: 0, ahead: 2.6 },
  { label: "stool", right: 0.8, ahead: 2.9 },
  { label: "box", right: -0.8, ahead: 2.7 },
] as const;
const side = 0.4;
const below = 0.9;

/** Omni3D beside its datasets: two photos of 64x48 that show three cubes each. */
export async function writeOmni3d({ write }: PhotosFixture, file = omni3dFile()): Promise<void> {
  for (const image of [0, 1]) await write(`datasets/room/${image}.jpg`, await photo(image));
  await write("Omni3D/Room_val.json", file);
}

export function omni3dFile() {
  const images = [0, 1].map((index) => ({
    id: 40 + index,
    dataset_id: 1,
    width: 64,
    height: 48,
    file_path: `room/${index}.jpg`,
    K: fixtureIntrinsic,
    src_90_rotate: 0,
    src_flagged: false,
  }));
  const annotations = images.flatMap(({ id: image_id }) =>
    cubes.map(({ label, right, ahead }, index) => ({
      id: 10 * image_id + index,
      image_id,
      category_id: index,
      category_name: label,
      valid3D: true,
      behind_camera: false,
      center_cam: [right, below, ahead],
      dimensions: [side, side, side],
      R_cam: [
        [0, 0, -1],
        [0, 1, 0],
        [1, 0, 0],
      ],
      visibility: -1,
    })),
  );
  return { info: { id: "room", name: "Room", split: "val" }, images, categories: [], annotations };
}

/** The same two photos in the studio's own format. */
export async function writePhotos({ write }: PhotosFixture, file = photosFile()): Promise<void> {
  for (const image of [0, 1]) await write(`photos/${image}.jpg`, await photo(image));
  await write("gsi-photos.json", file);
}

export function photosFile() {
  const images = [0, 1].map((index) => ({
    file: `photos/${index}.jpg`,
    width: 64,
    height: 48,
    intrinsics: { fx: 60, fy: 60, cx: 31.5, cy: 23.5 },
    boxes: cubes.map(({ label, right, ahead }) => ({
      label,
      center: [right, below, ahead],
      size: [side, side, side],
      rotation: [0, 0, 0, 1],
    })),
  }));
  return { format: "gsi-photos", version: 1, scenes: [{ id: "room", images }] };
}
