import { rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FrameImage } from "#core/frame/frame-image.ts";
import { Intrinsics } from "#core/geometry/camera.ts";
import { CameraFromWorld, invert } from "#core/geometry/rigid-transform.ts";
import type { Context } from "../context.ts";
import { preparePhotos } from "../frame/prepare-photos.ts";
import { readPhoto } from "../frame/read-photo.ts";
import { addDslr, dslrEntry, dslrMask, dslrSize, dslrTransforms } from "../test/dslr-fixture.ts";
import { inRollback } from "../test/in-rollback.ts";
import type { ScanFixture } from "../test/scan-fixture.ts";
import { frameKey, photo, poses, withScan } from "../test/scan-fixture.ts";
import { greyOfFrame, hasFfmpeg, writeMaskVideo, writeVideo } from "../test/video-fixture.ts";
import type { SceneImport } from "./import-scene.ts";
import { importRoot } from "./import-root.ts";

const sceneId = "a1b2c3d4e5";
const poseFile = "iphone/pose_intrinsic_imu.json";
const dslrFile = "dslr/nerfstudio/transforms.json";

describe("the photos of a DSLR", () => {
  it("come in beside the phone's, with a flat camera for the lens, masks and their own figures", () =>
    withImported(addDslr, async (ctx, { report }, scan) => {
      expect(report.refused).toEqual([]);
      expect(report.read).toMatchObject({ photos: 9, poses: 9 });
      expect(report.streams).toMatchObject([
        { stream: "iphone", photos: 6, poses: { aligned_pose: 6 }, seenShare: 1 },
        { stream: "dslr", photos: 3, poses: { nerfstudio: 3 }, train: 3, seenShare: 1 },
      ]);
      const [first] = await framesOf(ctx, "dslr");
      expect(first).toMatchObject({
        id: `${sceneId}_DSC00001`,
        number: 1,
        split: "train",
        exclusion: null,
        poseSource: "nerfstudio",
        ...dslrSize,
        image: {
          picture: { kind: "file", path: "dslr/resized_images/DSC00001.JPG" },
          fisheye: { fx: 45, k: [-0.02, 0, 0, 0] },
          mask: { kind: "file", path: "dslr/resized_anon_masks/DSC00001.png" },
        },
      });
      // In the scan's world again: beside the phone's camera of the same place.
      const { translation } = invert(CameraFromWorld.parse(first!.cameraFromWorld));
      [-0.3, -2.5, 0.6].forEach((at, axis) => expect(translation[axis]).toBeCloseTo(at, 6));
      const intrinsics = Intrinsics.parse(first!.intrinsics);
      expect(intrinsics).toMatchObject({ cx: 48, cy: 32, ...dslrSize });
      const read = await readPhoto(scan.scene, FrameImage.parse(first!.image), intrinsics);
      expect(read.maskedShare).toBeGreaterThan(0.05);
      expect(read.maskedShare).toBeLessThan(0.25);
    }));

  it("are told apart by the scan's lists: bad, for training, for testing, and held out", () =>
    withImported(
      async (scan) => {
        await addDslr(scan);
        await scan.write(
          dslrFile,
          dslrTransforms([dslrEntry(1), dslrEntry(2, { is_bad: true }), dslrEntry(7)], {
            test_frames: [dslrEntry(3), dslrEntry(8), dslrEntry(9)],
          }),
        );
        await scan.write("dslr/train_test_lists.json", {
          train: ["DSC00002.JPG"],
          test: ["DSC00001.JPG"],
        });
      },
      async (ctx, { report }) => {
        expect(report.refused).toEqual([]);
        expect(report.streams[1]).toMatchObject({
          photos: 3,
          excluded: 1,
          train: 1,
          test: 2,
          absentTrain: 1,
          absentTest: 2,
        });
        const frames = await framesOf(ctx, "dslr");
        expect(frames.map(({ split, exclusion }) => [split, exclusion])).toEqual([
          ["test", null],
          ["train", "flagged is_bad in transforms.json"],
          ["test", null],
        ]);
      },
    ));

  it("have COLMAP's poses and lens first", () =>
    withImported(
      async (scan) => {
        await addDslr(scan);
        await scan.write(
          "dslr/colmap/cameras.txt",
          "# one\n4 OPENCV_FISHEYE 96 64 46 46 48 32 0 0 0 0\n",
        );
        const points = "12.5 30.25 -1 ".repeat(20_000);
        await scan.write(
          "dslr/colmap/images.txt",
          `# two lines a photo\n${colmapLine(1, -0.2, "dslr/DSC00001.JPG")}${points}\n${colmapLine(2, 0, "DSC00002.JPG")}\n`,
        );
      },
      async (ctx, { report }) => {
        expect(report.refused).toEqual([]);
        expect(report.streams[1]!.poses).toEqual({ colmap: 2, nerfstudio: 1 });
        const [first, , third] = await framesOf(ctx, "dslr");
        const { translation } = invert(CameraFromWorld.parse(first!.cameraFromWorld));
        expect(translation[0]).toBeCloseTo(-0.2, 6);
        expect(FrameImage.parse(first!.image).fisheye!.fx).toBe(46);
        expect(FrameImage.parse(third!.image).fisheye!.fx).toBe(45);
      },
    ));

  it("are taken as they are where they come undistorted", () =>
    withImported(
      async (scan) => {
        await addDslr(scan);
        await scan.write("dslr/resized_undistorted_images/DSC00002.JPG", await photo(2, dslrSize));
        await scan.write("dslr/resized_undistorted_masks/DSC00002.png", await dslrMask());
        const flat = { camera_model: "PINHOLE", fl_x: 40, fl_y: 41, k1: 0 };
        await scan.write(
          "dslr/nerfstudio/transforms_undistorted.json",
          dslrTransforms([dslrEntry(2)], flat),
        );
      },
      async (ctx, { report }) => {
        expect(report.refused).toEqual([]);
        expect(await framesOf(ctx, "dslr")).toMatchObject([
          {
            key: "DSC00002",
            intrinsics: { fx: 40, fy: 41 },
            image: {
              picture: { path: "dslr/resized_undistorted_images/DSC00002.JPG" },
              fisheye: null,
              mask: { path: "dslr/resized_undistorted_masks/DSC00002.png" },
            },
          },
        ]);
      },
    ));

  it("without a mask, where others have one, are left out of the choice", () =>
    withImported(
      async (scan) => {
        await addDslr(scan);
        await rm(join(scan.scene, "dslr/resized_anon_masks/DSC00003.png"));
      },
      async (ctx) => {
        const frames = await framesOf(ctx, "dslr");
        expect(frames.map(({ exclusion }) => exclusion)).toEqual([
          null,
          null,
          expect.stringContaining("no usable mask in dslr/resized_anon_masks"),
        ]);
      },
    ));

  it.each([
    [
      "a mask of another size",
      async ({ write }: ScanFixture) =>
        write("dslr/resized_anon_masks/DSC00003.png", await dslrMask({ width: 48, height: 32 })),
      "dslr/resized_images/DSC00003.JPG",
      "is 48x32 but the photo is 96x64",
      2,
    ],
    [
      "a photo of another size than the lens is stated for",
      async ({ write }: ScanFixture) =>
        write("dslr/resized_images/DSC00003.JPG", await photo(3, { width: 48, height: 32 })),
      "dslr/resized_images/DSC00003.JPG",
      "its camera is stated for 96x64",
      2,
    ],
    [
      "a pose that is lost",
      async ({ write }: ScanFixture) =>
        write(
          dslrFile,
          dslrTransforms([
            dslrEntry(1),
            dslrEntry(2),
            dslrEntry(3, {
              transform_matrix: [
                [0, 0, -1, -2.5],
                [1, 0, 0, 40],
                [0, -1, 0, -0.6],
                [0, 0, 0, 1],
              ],
            }),
          ]),
        ),
      "dslr/resized_images/DSC00003.JPG",
      "m outside of everything that was scanned",
      2,
    ],
    [
      "poses of which only the camera axes were turned",
      async ({ write }: ScanFixture) =>
        write(
          dslrFile,
          dslrTransforms(
            [1, 2, 3].map((number) =>
              dslrEntry(number, {
                transform_matrix: [
                  [1, 0, 0, -0.5 + 0.2 * number],
                  [0, 0, -1, -2.5],
                  [0, 1, 0, 0.6],
                  [0, 0, 0, 1],
                ],
              }),
            ),
          ),
        ),
      dslrFile,
      "The poses",
      0,
    ],
    [
      "a file that is cut off",
      ({ write }: ScanFixture) => write(dslrFile, '{"fl_x": 45, "frames": [{'),
      dslrFile,
      "as if cut off",
      0,
    ],
  ])("with %s: named, and the phone's photos come in", (_name, spoil, file, reason, photos) =>
    withImported(
      async (scan) => {
        await addDslr(scan);
        await spoil(scan);
      },
      async (ctx, { report }) => {
        expect(report.refused).toEqual([{ file, reason: expect.stringContaining(reason) }]);
        expect(await framesOf(ctx, "dslr")).toHaveLength(photos);
        expect(await framesOf(ctx, "iphone")).toHaveLength(6);
      },
    ),
  );

  it("are a scan of their own", () =>
    withImported(
      async (scan) => {
        await addDslr(scan);
        await rm(join(scan.scene, "iphone"), { recursive: true });
      },
      async (ctx, { outcome, report }) => {
        expect(outcome).toBe("imported");
        expect(report.refused).toEqual([]);
        expect(await ctx.db.frame.count({ where: { sceneId } })).toBe(3);
      },
    ));
});

describe("the phone's poses", () => {
  it("can all come from COLMAP, with its camera", () =>
    withImported(
      async ({ scene, write }) => {
        await rm(join(scene, poseFile));
        await write("iphone/colmap/cameras.txt", "1 OPENCV 64 48 60 60 31.5 23.5 0 0 0 0\n");
        const lines = [0, 1, 2].map((i) =>
          colmapLine(i, -0.5 + 0.2 * i, `video/${frameKey(i)}.jpg`),
        );
        await write("iphone/colmap/images.txt", lines.join("\n"));
      },
      async (ctx, { report }) => {
        expect(report.streams).toMatchObject([{ photos: 3, poses: { colmap: 3 } }]);
        expect(report.refused.map(({ reason }) => reason)).toEqual(
          [3, 4, 5].map((i) => `there is no pose "${frameKey(i)}" in iphone/colmap/images.txt`),
        );
        const [first] = await framesOf(ctx, "iphone");
        expect(first!.intrinsics).toMatchObject({ fx: 60, cx: 31.5 });
      },
    ));

  it("come from nerfstudio's file where nothing better has the frame, which also flags bad ones", () =>
    withImported(
      async ({ write }) => {
        const known = poses();
        delete known[frameKey(4)];
        await write(poseFile, known);
        const phone = { fl_x: 60, fl_y: 60, cx: 31.5, cy: 23.5, w: 64, h: 48 };
        const entry = (i: number, change: object) =>
          dslrEntry(i, { file_path: `${frameKey(i)}.jpg`, ...change });
        await write("iphone/nerfstudio/transforms.json", {
          ...dslrTransforms([entry(4, {}), entry(5, { is_bad: true })], {
            test_frames: [dslrEntry(1)],
          }),
          ...phone,
          camera_model: "OPENCV",
        });
      },
      async (ctx, { report }) => {
        expect(report.refused).toEqual([]);
        expect(report.streams[0]!.poses).toEqual({ aligned_pose: 5, nerfstudio: 1 });
        const frames = await framesOf(ctx, "iphone");
        expect(frames[4]!.poseSource).toBe("nerfstudio");
        expect(frames[5]!.exclusion).toBe("flagged is_bad in transforms.json");
      },
    ));
});

describe("the lists of a collection", () => {
  it("that name a scene are noted, and a change of them is one of the scene", () =>
    withScan((scan) =>
      inRollback(async (ctx) => {
        await scan.write("../../splits/nvs_sem_train.txt", `0000000000\n${sceneId}\r\n`);
        await scan.write("../../splits/nvs_test.txt", "1111111111\n");
        expect((await importOne(ctx, scan.root)).report.splits).toEqual(["nvs_sem_train"]);
        expect((await importOne(ctx, scan.root)).outcome).toBe("unchanged");
        await scan.write("../../splits/nvs_test.txt", `${sceneId}\n`);
        const again = await importOne(ctx, scan.root);
        expect(again.outcome).toBe("updated");
        expect(again.report.splits).toEqual(["nvs_sem_train", "nvs_test"]);
      }),
    ));
});

describe.skipIf(!hasFfmpeg)("a phone's video (skipped without ffmpeg)", () => {
  it.each(["mkv", "mp4"])("as rgb.%s gives the frames that have a pose, by their index", (ending) =>
    withImported(
      async ({ scene }) => {
        await rm(join(scene, "iphone/rgb"), { recursive: true });
        writeVideo(join(scene, `iphone/rgb.${ending}`), 4);
      },
      async (ctx, { report }, { scene }) => {
        const path = `iphone/rgb.${ending}`;
        expect(report.refused).toEqual([
          {
            file: path,
            reason: expect.stringContaining("has 4 frames: the poses of 2 later ones"),
          },
        ]);
        const frames = await framesOf(ctx, "iphone");
        expect(frames.map(({ key, image }) => [key, image])).toEqual(
          [0, 1, 2, 3].map((index) => [
            frameKey(index),
            { picture: { kind: "video", path, index }, fisheye: null, mask: null },
          ]),
        );
        const images = frames.map(({ image }) => FrameImage.parse(image));
        await preparePhotos(scene, images.slice(1));
        for (const [index, image] of images.entries()) {
          const { rgb } = await readPhoto(
            scene,
            image,
            Intrinsics.parse(frames[index]!.intrinsics),
          );
          const mean = rgb.reduce((sum, value) => sum + value, 0) / rgb.length;
          expect(Math.abs(mean - greyOfFrame(index))).toBeLessThan(3);
        }
      },
    ),
  );

  it("of masks hides what it names, also in photos that are files", () =>
    withImported(
      async ({ scene }) => writeMaskVideo(join(scene, "iphone/rgb_mask.mkv"), 5),
      async (ctx, { report }, { scene }) => {
        expect(report.refused).toEqual([]);
        const frames = await framesOf(ctx, "iphone");
        expect(frames.map(({ exclusion }) => exclusion === null)).toEqual([
          ...Array.from({ length: 5 }, () => true),
          false,
        ]);
        const { rgb, maskedShare } = await readPhoto(
          scene,
          FrameImage.parse(frames[3]!.image),
          Intrinsics.parse(frames[3]!.intrinsics),
        );
        expect(maskedShare).toBe(0.5);
        expect(rgb.subarray(0, 30).every((value) => value === 128)).toBe(true);
      },
    ));
});

describe("a video without ffmpeg", () => {
  it("is asked for by name, and photos whose masks are in it are left out of the choice", () =>
    withoutFfmpeg(() =>
      withImported(
        ({ write }) => write("iphone/rgb_mask.mkv", "any"),
        async (ctx, { report }) => {
          expect(report.missing).toContainEqual({
            part: "ffmpeg",
            effect: expect.stringMatching(/^iphone\/rgb_mask.mkv cannot be read.*FFMPEG_PATH/),
          });
          for (const { exclusion } of await framesOf(ctx, "iphone"))
            expect(exclusion).toContain("its mask in iphone/rgb_mask.mkv cannot be read");
        },
      ),
    ));

  it("alone leaves nothing to import, and says what to install", () =>
    withoutFfmpeg(() =>
      withImported(
        async ({ scene, write }) => {
          await rm(join(scene, "iphone/rgb"), { recursive: true });
          await write("iphone/rgb.mkv", "any");
        },
        async (_ctx, { outcome, report }) => {
          expect(outcome).toBe("refused");
          expect(report.missing.find(({ part }) => part === "ffmpeg")?.effect).toContain(
            "iphone/rgb.mkv cannot be read",
          );
        },
      ),
    ));
});

function withImported(
  prepare: (scan: ScanFixture) => Promise<void>,
  test: (ctx: Context, imported: SceneImport, scan: ScanFixture) => Promise<void>,
): Promise<void> {
  return withScan((scan) =>
    inRollback(async (ctx) => {
      await prepare(scan);
      await test(ctx, await importOne(ctx, scan.root), scan);
    }),
  );
}

async function importOne(ctx: Context, root: string): Promise<SceneImport> {
  const { scenes, refused } = await importRoot(ctx, { root });
  expect(refused).toEqual([]);
  return scenes[0]!;
}

function framesOf(ctx: Context, stream: "iphone" | "dslr") {
  return ctx.db.frame.findMany({ where: { sceneId, stream }, orderBy: { number: "asc" } });
}

/** A level camera at this x, 2.5 m in front of the things, with its end of line; its points are left to the caller. */
function colmapLine(id: number, x: number, name: string): string {
  const half = Math.SQRT1_2;
  const camera = name.includes("DSC") ? 4 : 1;
  return `${id} ${half} ${half} 0 0 ${-x} 0.6 2.5 ${camera} ${name}\n`;
}

async function withoutFfmpeg(test: () => Promise<void>): Promise<void> {
  const { PATH } = process.env;
  process.env.PATH = "/nowhere";
  try {
    await test();
  } finally {
    process.env.PATH = PATH;
  }
}
