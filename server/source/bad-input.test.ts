import { existsSync } from "node:fs";
import {
  chmod,
  cp,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  symlink,
  unlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scannetpp } from "./scannetpp.ts";

const mini = resolve(
  process.env.GSI_SHARED ?? resolve(import.meta.dirname, "../../../shared"),
  "data/scannetpp-mini",
);
const isThere = existsSync(mini);
if (!isThere) console.warn(`skipped: no scan to damage at ${mini} (set GSI_SHARED)`);
const scene = "data/0123abcdef";

/** Files of which every cut is noticed. */
const whole = [
  "dslr/nerfstudio/transforms.json",
  "dslr/resized_anon_masks/DSC00001.png",
  "dslr/resized_images/DSC00001.JPG",
  "dslr/train_test_lists.json",
  "iphone/depth.bin",
  "iphone/nerfstudio/transforms.json",
  "iphone/pose_intrinsic_imu.json",
  "iphone/rgb/frame_000000.jpg",
  "iphone/rgb/frame_000020.jpg",
  "scans/mesh_aligned_0.05.ply",
  "scans/segments.json",
  "scans/segments_anno.json",
];
/** Lists of lines: cut between two lines they are shorter lists, which nothing tells. */
const lines = [
  "dslr/colmap/cameras.txt",
  "dslr/colmap/images.txt",
  "iphone/colmap/cameras.txt",
  "iphone/colmap/images.txt",
];

describe.skipIf(!isThere)("a damaged scan (skipped without its data)", { timeout: 120_000 }, () => {
  let root: string;
  beforeAll(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), "gsi-bad-")));
    await cp(mini, root, { recursive: true });
    // A copy of what may only be read may only be read.
    await chmod(root, 0o700);
    for (const entry of await readdir(root, { recursive: true, withFileTypes: true }))
      await chmod(join(entry.parentPath, entry.name), 0o700);
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  const pathOf = (file: string) => join(root, scene, file);

  /** All that the import says about the scan as it lies there. */
  async function report(): Promise<{ named: string; frames: number; objects: number }> {
    const { scans, refused } = await scannetpp.find({ root, file: null });
    const looked = await scans[0]!.look(() => {});
    const { scan, report: said } = await looked.read();
    return {
      named: JSON.stringify([refused, said.refused, said.warnings]),
      frames: scan?.frames.length ?? 0,
      objects: scan?.objects.length ?? 0,
    };
  }

  /** Reads the scan with a file replaced, and puts the file back. */
  async function reportWith(file: string, content: Uint8Array | string) {
    const bytes = await readFile(pathOf(file));
    try {
      await writeFile(pathOf(file), content);
      return await report();
    } finally {
      await writeFile(pathOf(file), bytes);
    }
  }

  it("is read whole while nothing is wrong with it", async () => {
    expect(await report()).toMatchObject({ frames: 3, objects: 2 });
  });

  it.each(whole)("%s cut at ten places is named each time, and the rest is read", async (file) => {
    const bytes = await readFile(pathOf(file));
    for (let tenth = 0; tenth < 10; tenth++) {
      const cut = bytes.subarray(0, Math.floor((tenth * bytes.length) / 10));
      const { named, frames } = await reportWith(file, cut);
      expect(named, `${tenth} tenths`).toContain(file);
      expect(frames, `${tenth} tenths`).toBeGreaterThan(0);
    }
  });

  it.each(lines)("%s cut at ten places costs at most itself", async (file) => {
    const bytes = await readFile(pathOf(file));
    for (let tenth = 0; tenth < 10; tenth++) {
      const cut = bytes.subarray(0, Math.floor((tenth * bytes.length) / 10));
      const { named, frames } = await reportWith(file, cut);
      if (tenth === 0) expect(named).toContain(file);
      expect(frames, `${tenth} tenths`).toBeGreaterThan(1);
    }
  });

  it.each([...whole, ...lines])(
    "%s full of zeros, or another file in its place, is named",
    async (file) => {
      const bytes = await readFile(pathOf(file));
      expect((await reportWith(file, new Uint8Array(bytes.length))).named).toContain(file);
      const other = file.endsWith(".jpg") ? "scans/segments.json" : "iphone/rgb/frame_000000.jpg";
      if (file.endsWith("JPG")) return;
      expect((await reportWith(file, await readFile(pathOf(other)))).named).toContain(file);
    },
  );

  it("a depth block that claims more than a frame is refused", async () => {
    const bomb = Buffer.alloc(64, 0xff);
    bomb.writeUInt32LE(0x7fffffff, 0);
    expect((await reportWith("iphone/depth.bin", bomb)).named).toContain("iphone/depth.bin");
  });

  it("a mesh that claims 2^31 vertices is refused before there is room for them", async () => {
    const ply = (await readFile(pathOf("scans/mesh_aligned_0.05.ply"), "latin1")).replace(
      /element vertex \d+/,
      `element vertex ${2 ** 31}`,
    );
    const { named } = await reportWith("scans/mesh_aligned_0.05.ply", Buffer.from(ply, "latin1"));
    expect(named).toContain(`promises ${2 ** 31}`);
  });

  it("a label of ten thousand characters costs its object alone", async () => {
    const file = "scans/segments_anno.json";
    const text = (await readFile(pathOf(file), "utf8")).replace(
      '"office chair"',
      JSON.stringify("x".repeat(10_000)),
    );
    const { named, objects } = await reportWith(file, text);
    expect(named).toContain("is longer than");
    expect(named.length).toBeLessThan(2000);
    expect(objects).toBe(1);
  });

  it("a link that leads out of the scan is not followed", async () => {
    const file = "iphone/rgb/frame_000000.jpg";
    const bytes = await readFile(pathOf(file));
    const outside = join(dirname(root), `${root.split("/").at(-1)}-outside.jpg`);
    await writeFile(outside, bytes);
    await unlink(pathOf(file));
    await symlink(outside, pathOf(file));
    try {
      const { named, frames } = await report();
      expect(named).toContain(file);
      expect(frames).toBe(2);
    } finally {
      await rm(outside);
      await unlink(pathOf(file));
      await writeFile(pathOf(file), bytes);
    }
  });
});
