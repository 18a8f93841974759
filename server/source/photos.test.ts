import { readFile, rm, symlink, truncate } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { PhotosFile } from "#core/scene/photos-and-boxes.ts";
import { importRoot } from "../scene/import-root.ts";
import { importedFolder } from "../test/imported-folder.ts";
import { inRollback } from "../test/in-rollback.ts";
import { photosFile, withFolder, writePhotos } from "../test/photos-fixture.ts";
import { photo } from "../test/scan-fixture.ts";

const shown = "gsi-photos.json";
const level = [
  [1, 0, 0, 0],
  [0, 0, 1, -3],
  [0, -1, 0, 1.4],
  [0, 0, 0, 1],
];
const imported = importedFolder(writePhotos);

describe("photos with cameras and boxes", () => {
  it("become a scene", () =>
    imported(async (ctx, { source, scenes, refused }) => {
      expect([source, refused]).toEqual(["photos", []]);
      expect(scenes[0]).toMatchObject({
        sceneId: "room",
        outcome: "imported",
        report: { refusedCount: 0, seenShare: 1, read: { photos: 2, poses: 0, objects: 6 } },
      });
      const frames = await ctx.db.frame.findMany({ where: { sceneId: "room" } });
      expect(frames.map(({ key }) => key).toSorted()).toEqual(["photos-0", "photos-1"]);
      const object = await ctx.db.sceneObject.findUniqueOrThrow({
        where: { id: "room:photos-1.2" },
      });
      expect(object).toMatchObject({ label: "box", frameKey: "photos-1" });
    }));

  it("as in the documentation are imported without a word", async () => {
    const page = await readFile(
      resolve(import.meta.dirname, "../../docs/photos-and-boxes.md"),
      "utf8",
    );
    const example = PhotosFile.parse(JSON.parse(/```json\n([^]*?)```/.exec(page)![1]!));
    await imported(
      async (ctx, { scenes, refused }) => {
        expect(refused).toEqual([]);
        expect(scenes[0]!.report).toMatchObject({
          refusedCount: 0,
          read: { photos: 2, poses: 1, objects: 4 },
          floor: { heightMeters: 0, source: "stated" },
          seenShare: 1,
        });
        const stool = await ctx.db.sceneObject.findFirstOrThrow({ where: { label: "stool" } });
        const { size } = stool.box as { size: number[] };
        [0.4, 0.5, 0.4].forEach((value, i) => expect(size[i]).toBeCloseTo(value, 9));
      },
      async ({ write }) => {
        for (const { file, width, height } of example.scenes[0]!.images)
          await write(file, await photo(1, { width, height }));
        await write(shown, example);
      },
    );
  });

  it("share the scene's objects when they have poses", () =>
    imported(
      async (ctx, { scenes: [scene] }) => {
        expect(scene!.report).toMatchObject({
          refusedCount: 0,
          read: { poses: 2, objects: 2 },
          floor: { heightMeters: 0.05, source: "annotation" },
        });
        const objects = await ctx.db.sceneObject.findMany({ where: { sceneId: "room" } });
        expect(objects.map(({ frameKey }) => frameKey)).toEqual([null, null]);
      },
      ({ write }) => write(shown, withObjects(level)),
    ));

  it("with poses in another convention are refused by its name", () =>
    imported(
      async (_ctx, { scenes: [scene] }) => {
        expect(scene!.outcome).toBe("refused");
        expect(scene!.report.refused[0]!.reason).toContain("OpenGL camera axes");
      },
      ({ write }) =>
        write(shown, withObjects(level.map(([a, b, c, d]) => [a!, -b! || 0, -c! || 0, d!]))),
    ));

  it("imported again change nothing; another scene of the file changes alone", () =>
    withFolder((folder) =>
      inRollback(async (ctx) => {
        const file = photosFile();
        const second = { id: "other", images: structuredClone(file.scenes[0]!.images) };
        const both = { ...file, scenes: [...file.scenes, second] };
        await writePhotos(folder, both);
        const outcomes = async () =>
          (await importRoot(ctx, { root: folder.root })).scenes.map(({ outcome }) => outcome);
        expect(await outcomes()).toEqual(["imported", "imported"]);
        expect(await outcomes()).toEqual(["unchanged", "unchanged"]);
        Object.assign(second.images[0]!.boxes[0]!, { label: "sofa" });
        await folder.write(shown, both);
        expect(await outcomes()).toEqual(["unchanged", "updated"]);
      }),
    ));

  it("under names that are alike get keys of their own", () =>
    imported(
      async (ctx, { scenes: [scene] }) => {
        expect(scene!.report.refused).toEqual([]);
        const keys = (await ctx.db.frame.findMany({ orderBy: { number: "asc" } })).map(
          ({ key }) => key,
        );
        expect(keys[0]).toBe("a-rgb");
        expect(keys[1]).toMatch(/^a-rgb-[0-9a-f]{8}$/);
      },
      async ({ write }) => {
        const file = photosFile();
        for (const [index, name] of ["a_rgb.jpg", "a rgb.jpg"].entries()) {
          await write(name, await photo(index));
          file.scenes[0]!.images[index]!.file = name;
        }
        await write(shown, file);
      },
    ));
});

describe("bad input is named, and the rest goes on", () => {
  it("a file cut in half", () =>
    imported(
      async (_ctx, result) => {
        expect(result).toMatchObject({ source: null, scenes: [] });
        expect(result.refused).toEqual([
          { file: shown, reason: expect.stringContaining("as if cut off") },
        ]);
      },
      ({ root }) => truncate(join(root, shown), 900),
    ));

  it.each([
    ["a path that climbs", { file: "../../etc/passwd" }, "../../etc/passwd", "climbs out"],
    ["an absolute path", { file: "/etc/passwd" }, "/etc/passwd", "climbs out"],
    ["a photo that is not there", { file: "photos/9.jpg" }, "photos/9.jpg", "no such photo"],
    ["a photo of another size", { width: 32 }, "photos/0.jpg", "64x48, but its camera is stated"],
    ["a zero byte in a path", { file: "photos/0\0.jpg" }, "photos/0\0.jpg", "zero byte"],
    ["a number for a path", { file: 7 }, shown, "scenes[0].images[0].file"],
  ])("%s", (_name, change, file, reason) =>
    imported(
      async (_ctx, { scenes: [scene] }) => {
        expect(scene!.report.refused).toEqual([{ file, reason: expect.stringContaining(reason) }]);
        expect(scene!.report.read.photos).toBe(1);
      },
      ({ write }) => {
        const described = photosFile();
        Object.assign(described.scenes[0]!.images[0]!, change);
        return write(shown, described);
      },
    ),
  );

  it("a photo that is a link out of the folder is not followed", () =>
    withFolder((outside) =>
      imported(
        async (_ctx, { scenes: [scene] }) => {
          expect(scene!.report.refused).toEqual([
            { file: "photos/1.jpg", reason: expect.stringContaining("leads out") },
          ]);
        },
        async ({ root }) => {
          await writePhotos(outside);
          await rm(join(root, "photos/1.jpg"));
          await symlink(join(outside.root, "photos/1.jpg"), join(root, "photos/1.jpg"));
        },
      ),
    ));

  it("the file itself as a link out of the folder is not followed", () =>
    withFolder((outside) =>
      imported(
        async (_ctx, result) => {
          expect(result.scenes).toEqual([]);
          expect(result.refused[0]).toEqual({
            file: shown,
            reason: expect.stringContaining("leads out"),
          });
        },
        async ({ root }) => {
          await writePhotos(outside);
          await rm(join(root, shown));
          await symlink(join(outside.root, shown), join(root, shown));
        },
      ),
    ));
});

/** Two photos from one pose that share a chair and a floor. */
function withObjects(pose: number[][]) {
  const file = photosFile();
  const [scene] = file.scenes;
  const images = scene!.images.map((image) => ({ ...image, pose, boxes: [] }));
  const rotation = [0, 0, 0, 1];
  const objects = [
    { id: "chair", label: "chair", center: [0, 0, 0.3], size: [0.4, 0.4, 0.5], rotation },
    { id: "floor", label: "floor", center: [0, 0, 0], size: [4, 4, 0.1], rotation },
  ];
  return { ...file, scenes: [{ ...scene!, images, objects }] };
}
