import { mkdir, rename, rm, symlink, truncate } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BoxInWorld, boxAxes } from "#core/geometry/oriented-box.ts";
import { CameraFromWorld, invert } from "#core/geometry/rigid-transform.ts";
import { importRoot } from "../scene/import-root.ts";
import { importedFolder } from "../test/imported-folder.ts";
import { inRollback } from "../test/in-rollback.ts";
import { omni3dFile, withFolder, writeOmni3d } from "../test/photos-fixture.ts";
import { photo } from "../test/scan-fixture.ts";

const sceneId = "Room_val";
const shown = "Omni3D/Room_val.json";
const imported = importedFolder(writeOmni3d);

describe("an Omni3D file beside its datasets", () => {
  it("becomes a scene whose boxes belong to one photo each", () =>
    imported(async (ctx, { root, source, scenes, refused }) => {
      expect([source, refused]).toEqual(["omni3d", []]);
      expect(scenes[0]).toMatchObject({ sceneId, outcome: "imported" });
      expect(scenes[0]!.report).toMatchObject({
        read: { photos: 2, poses: 0, objects: 6 },
        floor: { heightMeters: 0, source: "boxes" },
        refusedCount: 0,
        seenShare: 1,
      });
      expect(scenes[0]!.report.warnings.join()).toContain("the vertical that the boxes share");
      const scene = await ctx.db.scene.findUniqueOrThrow({
        where: { id: sceneId },
        include: { frames: { orderBy: { number: "asc" } }, objects: { orderBy: { key: "asc" } } },
      });
      expect(scene).toMatchObject({ source: "omni3d", rootPath: root });
      expect(scene.frames.map(({ key, number }) => [key, number])).toEqual([
        ["frame_000040", 40],
        ["frame_000041", 41],
      ]);
      expect(scene.frames[0]).toMatchObject({
        stream: "photos",
        poseSource: "assumed",
        image: { picture: { kind: "file", path: "datasets/room/0.jpg" } },
      });
      const camera = invert(CameraFromWorld.parse(scene.frames[0]!.cameraFromWorld));
      [0, 0, 1.1].forEach((value, i) => expect(camera.translation[i]).toBeCloseTo(value, 9));
      expect(scene.objects.map(({ key, frameKey }) => [key, frameKey])).toEqual([
        ...[400, 401, 402].map((key) => [String(key), "frame_000040"]),
        ...[410, 411, 412].map((key) => [String(key), "frame_000041"]),
      ]);
      const chair = BoxInWorld.parse(scene.objects[0]!.box);
      [0, 2.6, 0.2].forEach((value, i) => expect(chair.center[i]).toBeCloseTo(value, 9));
      [0, 0, -1].forEach((value, i) => expect(boxAxes(chair)[1][i]).toBeCloseTo(value, 9));
    }));

  it("imported again changes nothing, and another photo brings it up to date", () =>
    withFolder((folder) =>
      inRollback(async (ctx) => {
        await writeOmni3d(folder);
        const outcome = async () =>
          (await importRoot(ctx, { root: folder.root })).scenes[0]!.outcome;
        expect([await outcome(), await outcome()]).toEqual(["imported", "unchanged"]);
        await folder.write("datasets/room/1.jpg", await photo(9));
        expect(await outcome()).toBe("updated");
      }),
    ));

  it("is found in its own folder, above a datasets folder, and as the one file", () =>
    withFolder((folder) =>
      inRollback(async (ctx) => {
        await writeOmni3d(folder);
        await rename(join(folder.root, "Omni3D"), join(folder.root, "datasets/Omni3D"));
        for (const root of [folder.root, join(folder.root, "datasets")]) {
          const { scenes } = await importRoot(ctx, { root });
          expect(scenes.map((scene) => scene.report.read.photos)).toEqual([2]);
        }
        await folder.write("datasets/Room_val.json", omni3dFile());
        const file = join(folder.root, "datasets/Room_val.json");
        const { scenes } = await importRoot(ctx, { root: file });
        expect(scenes.map((scene) => scene.report.read.photos)).toEqual([2]);
      }),
    ));

  it("does not take the place of a scene from another source", () =>
    withFolder((folder) =>
      inRollback(async (ctx) => {
        await writeOmni3d(folder);
        await importRoot(ctx, { root: folder.root });
        await ctx.db.scene.update({ where: { id: sceneId }, data: { source: "scannetpp" } });
        const { scenes } = await importRoot(ctx, { root: folder.root });
        expect(scenes[0]!.outcome).toBe("refused");
        expect(scenes[0]!.report.refused[0]!.reason).toContain("rename this one");
      }),
    ));
});

describe("a source by its name", () => {
  it("is the only one asked", () =>
    withFolder((folder) =>
      inRollback(async (ctx) => {
        await writeOmni3d(folder);
        const asked = await importRoot(ctx, { root: folder.root, source: "scannetpp" });
        expect(asked).toMatchObject({ source: null, scenes: [] });
        expect(asked.refused[0]!.reason).toContain("ScanNet++ layout");
        await expect(importRoot(ctx, { root: folder.root, source: "ply" })).rejects.toThrow(
          'no source "ply": there are photos, scannetpp, omni3d',
        );
      }),
    ));
});

describe("bad Omni3D input is named, and the rest goes on", () => {
  it("a file cut in half is refused as a whole", () =>
    imported(
      async (_ctx, { scenes }) => {
        expect(scenes.map(({ outcome }) => outcome)).toEqual(["refused"]);
        expect(scenes[0]!.report.refused).toEqual([
          { file: shown, reason: expect.stringContaining("as if cut off") },
        ]);
      },
      ({ root }) => truncate(join(root, shown), 1500),
    ));

  it.each(["../../etc/passwd", "/etc/passwd", "room/../../../etc/passwd", "C:\\photo.jpg"])(
    "a path to %s is not followed",
    (path) => losingOne({ file_path: path }, path, "climbs out"),
  );

  it.each([
    ["a photo that is not there", { file_path: "room/9.jpg" }, "room/9.jpg", "no such photo"],
    ["a photo of another size", { width: 128 }, "room/0.jpg", "64x48, but its camera is stated"],
    ["a turned photo", { width: 48, height: 64, src_90_rotate: 1 }, "room/0.jpg", "src_90_rotate"],
    ["a flagged photo", { src_flagged: true }, shown, "src_flagged"],
    ["a camera in words", { K: "wide" }, shown, "images[0].K"],
    ["a folder", { file_path: "room" }, "room", "not a file"],
  ])("%s", (_name, change, file, reason) => losingOne(change, file, reason));

  it("a bare NaN, as Python writes it, costs one box", () =>
    imported(
      async (_ctx, { scenes: [scene] }) => {
        expect(scene!.report.refused.map(({ reason }) => reason)).toEqual([
          expect.stringContaining("annotations[0].center_cam[1]"),
        ]);
        expect(scene!.report.read.objects).toBe(5);
      },
      ({ write }) => write(shown, JSON.stringify(omni3dFile()).replace("[0,0.9,", "[0,NaN,")),
    ));

  it("boxes that the file itself distrusts are counted in the report", () =>
    imported(
      async (_ctx, { scenes: [scene] }) => {
        expect(scene!.report.warnings).toContain(
          "2 annotations were left out: there is no reliable box (valid3D is false)",
        );
      },
      ({ write }) => {
        const file = omni3dFile();
        for (const index of [0, 4]) file.annotations[index]!.valid3D = false;
        return write(shown, file);
      },
    ));

  it("datasets as a link out of the folder are not followed", () =>
    withFolder((outside) =>
      imported(
        async (_ctx, { scenes: [scene], source }) => {
          expect([source, scene!.outcome]).toEqual(["omni3d", "refused"]);
          expect(scene!.report.refused[0]).toEqual({
            file: "room/0.jpg",
            reason: expect.stringContaining("leads out"),
          });
        },
        async ({ root }) => {
          await rm(join(root, "datasets"), { recursive: true });
          await writeOmni3d(outside);
          await symlink(join(outside.root, "datasets"), join(root, "datasets"));
        },
      ),
    ));

  it("other JSON files, folders named like one and two files of one scene id", () =>
    imported(
      async (_ctx, { scenes, refused }) => {
        expect(scenes.map((scene) => scene.sceneId)).toEqual(["Room-val", sceneId]);
        expect(refused).toEqual([
          { file: "Omni3D/Room#val.json", reason: expect.stringContaining("rename it") },
        ]);
      },
      async ({ root, write }) => {
        await write("package.json", { name: "x" });
        await mkdir(join(root, "folder.json"));
        await write("Omni3D/Room val.json", omni3dFile());
        await write("Omni3D/Room#val.json", omni3dFile());
      },
    ));
});

/** Imports two photos of which the first is described otherwise: that is named, and the other is there. */
function losingOne(change: object, file: string, reason: string): Promise<void> {
  return imported(
    async (ctx, { scenes: [scene] }) => {
      expect(scene!.outcome).toBe("imported");
      expect(scene!.report.refused.map((entry) => entry.file)).toEqual([file]);
      expect(scene!.report.refused[0]!.reason).toContain(reason);
      expect(await ctx.db.frame.count({ where: { sceneId } })).toBe(1);
    },
    ({ write }) => {
      const described = omni3dFile();
      Object.assign(described.images[0]!, change);
      return write(shown, described);
    },
  );
}
