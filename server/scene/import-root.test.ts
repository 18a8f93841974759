import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { BoxInWorld } from "#core/geometry/oriented-box.ts";
import { angleBetween } from "#core/geometry/quaternion.ts";
import { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import { env } from "../env.ts";
import { inRollback } from "../test/in-rollback.ts";
import type { ScanFixture } from "../test/scan-fixture.ts";
import { annotation, frameKey, mesh, photo, poses, withScan } from "../test/scan-fixture.ts";
import { readStoredCloud } from "../test/stored-cloud.ts";
import type { Context } from "../context.ts";
import type { SceneImport } from "./import-scene.ts";
import { importRoot } from "./import-root.ts";

const sceneId = "a1b2c3d4e5";
const poseFile = "iphone/pose_intrinsic_imu.json";
const annotationFile = "scans/segments_anno.json";
const meshFile = "scans/mesh_aligned_0.05.ply";

describe("a good scan", () => {
  it("becomes a scene with its photos, cameras, objects and points", () =>
    withScan((scan) =>
      inRollback(async (ctx) => {
        const { outcome, report } = await importOne(ctx, scan.root);
        expect(outcome).toBe("imported");
        expect(report.refused).toEqual([]);
        expect(report.read).toEqual({
          photos: 6,
          depthMaps: 6,
          poses: 6,
          objects: 3,
          meshVertices: 24,
          meshFaces: 36,
        });
        expect(report.seenShare).toBe(1);
        const scene = await ctx.db.scene.findUniqueOrThrow({
          where: { id: sceneId },
          include: { frames: true, objects: { orderBy: { key: "asc" } } },
        });
        expect(scene.rootPath).toBe(scan.scene);
        expect(scene.frames.map((frame) => frame.id).toSorted()[0]).toBe(`${sceneId}_frame_000000`);
        expect(scene.frames[0]).toMatchObject({
          width: 64,
          height: 48,
          intrinsics: { fx: 60, fy: 60, cx: 31.5, cy: 23.5, width: 64, height: 48 },
          poseSource: "aligned_pose",
          selection: "untried",
        });
        expect(scene.objects[0]).toMatchObject({
          id: `${sceneId}:1`,
          label: "office chair",
          rawLabel: "Office  Chair",
          pointCount: 1000,
        });
        const cloud = await readStoredCloud(scene.pointsHash!);
        expect(cloud.length).toBeGreaterThan(90_000);
        expect(await auditActions(ctx)).toEqual(["scene.import"]);
      }),
    ));

  it("is found from its collection, its data folder and its own folder", () =>
    withScan((scan) =>
      inRollback(async (ctx) => {
        for (const root of [scan.root, join(scan.root, "data"), scan.scene]) {
          const { scenes, refused } = await importRoot(ctx, { root });
          expect(refused).toEqual([]);
          expect(scenes.map((scene) => scene.sceneId)).toEqual([sceneId]);
        }
      }),
    ));

  it("imported again changes nothing, not even the audit log", () =>
    withScan((scan) =>
      inRollback(async (ctx) => {
        const first = await importOne(ctx, scan.root);
        const before = await rows(ctx);
        const second = await importOne(ctx, scan.root);
        expect(second.outcome).toBe("unchanged");
        expect(second.report).toEqual(first.report);
        expect(await rows(ctx)).toEqual(before);
      }),
    ));

  it("with changed files brings its rows up to date and keeps what stages wrote", () =>
    withScan((scan) =>
      inRollback(async (ctx) => {
        await importOne(ctx, scan.root);
        const kept = `${sceneId}_${frameKey(3)}`;
        await ctx.db.frame.update({ where: { id: kept }, data: { selection: "kept" } });
        const subjects = [sceneId, kept, `${sceneId}_${frameKey(5)}`];
        await ctx.db.stageResult.createMany({
          data: subjects.map((subjectId) => ({ stage: "any", subjectId, provenanceHash: "p" })),
        });
        const changed = annotation();
        changed.segGroups[1]!.label = "parcel";
        changed.segGroups.pop();
        await scan.write(annotationFile, changed);
        await rm(join(scan.scene, "iphone/rgb", `${frameKey(5)}.jpg`));

        const { outcome } = await importOne(ctx, scan.root);
        expect(outcome).toBe("updated");
        const frames = await ctx.db.frame.findMany({ where: { sceneId } });
        expect(frames.map((frame) => frame.number).toSorted()).toEqual([0, 1, 2, 3, 4]);
        expect(frames.find((frame) => frame.id === kept)!.selection).toBe("kept");
        const objects = await ctx.db.sceneObject.findMany({
          where: { sceneId },
          orderBy: { key: "asc" },
        });
        expect(objects.map((object) => object.label)).toEqual(["office chair", "parcel"]);
        // What was made of the scene as it was, and of the photo that is gone, has to be made again.
        const done = await ctx.db.stageResult.findMany({ where: { subjectId: { in: subjects } } });
        expect(done.map(({ subjectId, stale }) => [subjectId, stale]).toSorted()).toEqual([
          [sceneId, true],
          [kept, false],
        ]);
        expect(await auditActions(ctx)).toEqual(["scene.import", "scene.update"]);
      }),
    ));

  it("keeps a photo that is gone from the scan while samples show it, and says so", () =>
    withScan((scan) =>
      inRollback(async (ctx) => {
        await importOne(ctx, scan.root);
        await giveSample(ctx, `${sceneId}_${frameKey(5)}`);
        for (const gone of [4, 5])
          await rm(join(scan.scene, "iphone/rgb", `${frameKey(gone)}.jpg`));
        const { report } = await importOne(ctx, scan.root);
        expect(report.warnings.join()).toContain("1 frame gone from the scan stay");
        const numbers = (await ctx.db.frame.findMany({ where: { sceneId } })).map((f) => f.number);
        expect(numbers.toSorted()).toEqual([0, 1, 2, 3, 5]);
      }),
    ));

  it("has COLMAP's refined poses for the photos that are in its list", () =>
    withScan((scan) =>
      inRollback(async (ctx) => {
        await scan.write("iphone/colmap/images.txt", colmap(0.05));
        const { report } = await importOne(ctx, scan.root);
        expect(report.refused).toEqual([]);
        const frames = await ctx.db.frame.findMany({
          where: { sceneId },
          orderBy: { number: "asc" },
        });
        const refinedFrames = frames.filter((frame) => frame.poseSource === "colmap");
        expect(refinedFrames.map((frame) => frame.number)).toEqual([1, 2]);
        const [plain, refined] = frames.map((frame) =>
          CameraFromWorld.parse(frame.cameraFromWorld),
        );
        // Frames step 0.2 m to the right; the second one's refined pose is 5 cm further still.
        expect(plain!.translation[0] - refined!.translation[0]).toBeCloseTo(0.25, 6);
        expect(angleBetween(plain!.rotation, refined!.rotation)).toBeLessThan(1e-6);
      }),
    ));

  it("has the depth of photos without a depth image from depth.bin, as far as that goes", () =>
    withScan((scan) =>
      inRollback(async (ctx) => {
        for (const gone of [1, 2, 5])
          await rm(join(scan.scene, "iphone/depth", `${frameKey(gone)}.png`));
        await scan.write("iphone/depth.bin", packedDepth(4));
        const { report } = await importOne(ctx, scan.root);
        expect(report.refused).toEqual([]);
        expect(report.read.depthMaps).toBe(5);
        expect(report.warnings).toEqual([
          "iphone/depth.bin has 4 frames, the photos go up to number 5: the later ones have no sensor depth",
        ]);
        const frames = await ctx.db.frame.findMany({
          orderBy: { number: "asc" },
          where: { sceneId },
        });
        expect(frames.map(({ depth }) => depth)).toEqual([
          { kind: "png", path: `iphone/depth/${frameKey(0)}.png` },
          { kind: "packed", path: "iphone/depth.bin", index: 1 },
          { kind: "packed", path: "iphone/depth.bin", index: 2 },
          { kind: "png", path: `iphone/depth/${frameKey(3)}.png` },
          { kind: "png", path: `iphone/depth/${frameKey(4)}.png` },
          null,
        ]);
        await scan.write("iphone/depth.bin", packedDepth(3));
        expect((await importOne(ctx, scan.root)).outcome).toBe("updated");
      }),
    ));

  it("has labels as its collection maps them, and the raw ones beside", () =>
    withScan((scan) =>
      inRollback(async (ctx) => {
        const map =
          "class,count,semantic_map_to,instance_map_to\nbox,3,,parcel\noffice chair,2,,\n";
        await scan.write("../../metadata/semantic_benchmark/map_benchmark.csv", map);
        await importOne(ctx, scan.root);
        const find = () =>
          ctx.db.sceneObject.findMany({ where: { sceneId }, orderBy: { key: "asc" } });
        expect((await find()).map(({ label, rawLabel }) => [label, rawLabel])).toEqual([
          ["office chair", "Office  Chair"],
          ["parcel", "box"],
          ["lamp", "lamp"],
        ]);
        // A scan imported alone has no collection.
        expect((await importOne(ctx, scan.scene)).outcome).toBe("updated");
        expect((await find()).map(({ label }) => label)).toEqual(["office chair", "box", "lamp"]);
      }),
    ));

  it("has a box fitted to the vertices of an object without one, less those that are anonymised", () =>
    withScan((scan) =>
      inRollback(async (ctx) => {
        const file = annotation();
        delete file.segGroups[0]!.obb;
        // The second thing's corners belong to the first one as well, but are anonymised.
        file.segGroups[0]!.segments = Array.from({ length: 16 }, (_, vertex) => vertex);
        await scan.write(annotationFile, file);
        await scan.write("scans/mesh_aligned_0.05_mask.txt", "8 9\n10 11 12\t13\n14 15\n");
        const { report } = await importOne(ctx, scan.root);
        expect(report.refused).toEqual([]);
        const object = await ctx.db.sceneObject.findUniqueOrThrow({
          where: { id: `${sceneId}:1` },
        });
        const { center, size } = BoxInWorld.parse(object.box);
        [0, 0, 0.2].forEach((at, axis) => expect(center[axis]).toBeCloseTo(at, 4));
        for (const length of size) expect(length).toBeCloseTo(0.4, 4);
      }),
    ));

  it("without its optional parts is imported, and each missing part is named with its effect", () =>
    withScan((scan) =>
      inRollback(async (ctx) => {
        await rm(join(scan.scene, "iphone/depth"), { recursive: true });
        await rm(join(scan.scene, "scans"), { recursive: true });
        const { outcome, report } = await importOne(ctx, scan.root);
        expect(outcome).toBe("imported");
        expect(report.missing.map(({ part }) => part)).toEqual(
          expect.arrayContaining([
            annotationFile,
            meshFile,
            "scans/segments.json",
            "iphone/depth",
            "iphone/colmap/images.txt",
          ]),
        );
        expect(report.floor).toEqual({ heightMeters: 0, source: "assumed" });
      }),
    ));
});

describe("bad input is named with file and reason, and the rest goes on", () => {
  it("an empty folder", async () => {
    const root = await mkdtemp(join(tmpdir(), "gsi-empty-"));
    await inRollback(async (ctx) => {
      const { scenes, refused } = await importRoot(ctx, { root });
      expect(scenes).toEqual([]);
      expect(refused).toEqual([
        { file: root, reason: expect.stringContaining("no scan in this folder") },
      ]);
    });
    await rm(root, { recursive: true });
  });

  it("a folder that is not there", () =>
    inRollback(async (ctx) => {
      await expect(importRoot(ctx, { root: "/nowhere/at/all" })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    }));

  it("a truncated JPEG", () =>
    refusing(
      async ({ scene }) => {
        const path = join(scene, "iphone/rgb", `${frameKey(2)}.jpg`);
        await truncate(path, Math.floor((await readFile(path)).length / 2));
      },
      `iphone/rgb/${frameKey(2)}.jpg`,
      "truncated",
      5,
    ));

  it("a photo cut off within its header", () =>
    refusing(
      ({ scene }) => truncate(join(scene, "iphone/rgb", `${frameKey(2)}.jpg`), 12),
      `iphone/rgb/${frameKey(2)}.jpg`,
      "header is damaged or cut off",
      5,
    ));

  it("a text file with the name of a photo", () =>
    refusing(
      ({ write }) => write(`iphone/rgb/${frameKey(2)}.jpg`, "no photo"),
      `iphone/rgb/${frameKey(2)}.jpg`,
      "not a JPEG",
      5,
    ));

  it("a pose file cut in half: no photo can be used, so the scan is refused and nothing is stored", () =>
    withScan((scan) =>
      inRollback(async (ctx) => {
        const path = join(scan.scene, poseFile);
        await truncate(path, Math.floor((await readFile(path)).length / 2));
        const { outcome, report } = await importOne(ctx, scan.root);
        expect(outcome).toBe("refused");
        expect(reasonOf(report, poseFile)).toContain("as if cut off");
        expect(await ctx.db.scene.findUnique({ where: { id: sceneId } })).toBeNull();
      }),
    ));

  it("an annotation cut in half: photos are imported without objects", () =>
    refusing(
      async ({ scene }) => {
        const path = join(scene, annotationFile);
        await truncate(path, Math.floor((await readFile(path)).length / 2));
      },
      annotationFile,
      "as if cut off",
      6,
      0,
    ));

  it("a NaN pose, as Python writes it", () =>
    refusing(
      ({ write }) => {
        const text = JSON.stringify(poses()).replace("-0.5", "NaN");
        expect(text).toContain("NaN");
        return write(poseFile, text);
      },
      `iphone/rgb/${frameKey(0)}.jpg`,
      "aligned_pose has a number that is not finite",
      5,
    ));

  it("a pose that shears", () =>
    refusing(
      ({ write }) => {
        const all = poses();
        all[frameKey(1)]!.aligned_pose[0]![1] = 0.2;
        return write(poseFile, all);
      },
      `iphone/rgb/${frameKey(1)}.jpg`,
      "not rigid",
      5,
    ));

  it("a depth.bin that is none", () =>
    refusing(
      ({ write }) => write("iphone/depth.bin", "no depth"),
      "iphone/depth.bin",
      "neither a row of blocks",
      6,
      3,
    ));

  it("a depth.bin that is cut off", () =>
    refusing(
      ({ write }) => write("iphone/depth.bin", packedDepth(6).subarray(0, -3)),
      "iphone/depth.bin",
      "Its first 5 frames are used",
      6,
      3,
    ));

  it("a list of anonymised vertices that are not there", () =>
    refusing(
      ({ write }) => write("scans/mesh_aligned_0.05_mask.txt", "3 24"),
      "scans/mesh_aligned_0.05_mask.txt",
      '"24" is no vertex of the mesh',
      6,
      3,
    ));

  it("a COLMAP reconstruction in a world of its own", () =>
    refusing(
      ({ write }) => write("iphone/colmap/images.txt", colmap(7)),
      "iphone/colmap/images.txt",
      "7.0 m away from the phone's own poses",
      6,
      3,
    ));

  it("a COLMAP list that is damaged", () =>
    refusing(
      ({ write }) => write("iphone/colmap/images.txt", colmap(0).replace("0.7071", "0.9071")),
      "iphone/colmap/images.txt",
      "line 3 is not the pose of a photo",
      6,
      3,
    ));

  it("a photo without a pose", () =>
    refusing(
      ({ write }) => {
        const all = poses();
        delete all[frameKey(4)];
        return write(poseFile, all);
      },
      `iphone/rgb/${frameKey(4)}.jpg`,
      `no pose "${frameKey(4)}"`,
      5,
    ));

  it("poses without a photo: a warning, since phones record more poses than people extract photos", () =>
    withScan((scan) =>
      inRollback(async (ctx) => {
        await rm(join(scan.scene, "iphone/rgb", `${frameKey(4)}.jpg`));
        const { outcome, report } = await importOne(ctx, scan.root);
        expect(outcome).toBe("imported");
        expect(report.warnings).toEqual([
          `1 of 6 poses have no usable photo (the first: ${frameKey(4)})`,
        ]);
      }),
    ));

  it("intrinsics of a larger image", () =>
    refusing(
      async ({ write }) =>
        write(`iphone/rgb/${frameKey(1)}.jpg`, await photo(1, { width: 32, height: 24 })),
      `iphone/rgb/${frameKey(1)}.jpg`,
      "does not belong to a 32x24 image but to one of about 63x47",
      5,
    ));

  it.each([
    ["more vertices than the file holds", /vertex 24/, "vertex 100000", "promises 100000 of"],
    ["2^31 vertices", /vertex 24/, "vertex 2147483648", "promises 2147483648 of"],
    ["a count that is no number", /vertex 24/, "vertex lots", "no sensible count"],
    ["faces that are not there", /face 18/, "face 36", "file ends in"],
    ["an unknown type", /float x/, "quaternion x", 'unknown type "quaternion"'],
    ["an unknown format", /ascii/, "binary_big_endian", "format"],
    ["a face of vertices that do not exist", /\n4 0 1 3 2/, "\n4 0 1 3 99", "names vertex 99"],
    ["no header end", /end_header/, "end_heade_", "header has no end"],
    ["a coordinate that is not a number", /0\.2000 0\.2000/, "nan 0.2", "is not a row of"],
  ])("a PLY with %s: the mesh is left out", (_name, pattern, replacement, reason) =>
    refusing(
      ({ write }) => {
        const text = mesh().replace(pattern, replacement);
        expect(text).not.toBe(mesh());
        return write(meshFile, text);
      },
      meshFile,
      reason,
      6,
      3,
    ),
  );

  it("segments of another mesh", () =>
    refusing(
      ({ write }) => write("scans/segments.json", { segIndices: [0, 1, 2] }),
      "scans/segments.json",
      "lists 3 vertices but the mesh has 24",
      6,
      3,
    ));

  it("a label of ten thousand characters", () =>
    refusing(
      ({ write }) => {
        const file = annotation();
        file.segGroups[1]!.label = "a".repeat(10_000);
        return write(annotationFile, file);
      },
      annotationFile,
      `object 2 ("${"a".repeat(40)}…"): label is longer than 200 characters`,
      6,
      2,
    ));

  it("two objects with one number", () =>
    refusing(
      ({ write }) => {
        const file = annotation();
        file.segGroups[2]!.objectId = 1;
        return write(annotationFile, file);
      },
      annotationFile,
      'object number 1 is already taken by "office chair"',
      6,
      2,
    ));

  it("an object without a box gets one fitted to its points", () =>
    withScan((scan) =>
      inRollback(async (ctx) => {
        const file = annotation();
        delete file.segGroups[1]!.obb;
        await scan.write(annotationFile, file);
        const { report } = await importOne(ctx, scan.root);
        expect(report.refused).toEqual([]);
        const { box } = await ctx.db.sceneObject.findUniqueOrThrow({
          where: { id: `${sceneId}:2` },
        });
        const fitted = box as { center: number[]; size: number[] };
        [0.9, 0.3, 0.2].forEach((value, i) => expect(fitted.center[i]).toBeCloseTo(value, 5));
        [0.4, 0.4, 0.4].forEach((value, i) => expect(fitted.size[i]).toBeCloseTo(value, 5));
      }),
    ));

  it("a truncated depth image: its photo is used without it", () =>
    withScan((scan) =>
      inRollback(async (ctx) => {
        const shown = `iphone/depth/${frameKey(2)}.png`;
        await truncate(join(scan.scene, shown), 60);
        const { report } = await importOne(ctx, scan.root);
        expect(reasonOf(report, shown)).toContain("truncated");
        expect(report.read).toMatchObject({ photos: 6, depthMaps: 5 });
      }),
    ));

  it("poses in another convention: refused by its name, and what was stored before stays", () =>
    withScan((scan) =>
      inRollback(async (ctx) => {
        await importOne(ctx, scan.root);
        const all = poses();
        for (const entry of Object.values(all))
          for (const row of entry.aligned_pose.slice(0, 3)) [row[1], row[2]] = [-row[1]!, -row[2]!];
        await scan.write(poseFile, all);
        const { outcome, report } = await importOne(ctx, scan.root);
        expect(outcome).toBe("refused");
        expect(reasonOf(report, poseFile)).toContain("OpenGL camera axes");
        expect(await ctx.db.frame.count({ where: { sceneId } })).toBe(6);
      }),
    ));
});

describe("nothing leaves the folder", () => {
  it("a scene id that climbs out is refused by name", () =>
    withScan((scan) =>
      inRollback(async (ctx) => {
        const outside = await listing(scan.root);
        const { scenes, refused } = await importRoot(ctx, {
          root: scan.root,
          sceneId: "../../etc",
        });
        expect(scenes).toEqual([]);
        expect(refused).toEqual([
          { file: "../../etc", reason: expect.stringContaining("no scene id") },
        ]);
        expect(await listing(scan.root)).toEqual(outside);
      }),
    ));

  it.each(["has space", ".hidden", "a".repeat(65), "wörld"])(
    "a folder named %s is no scene, and the one beside it is imported",
    (name) =>
      withScan((scan) =>
        inRollback(async (ctx) => {
          await mkdir(join(scan.root, "data", name, "iphone"), { recursive: true });
          const { scenes, refused } = await importRoot(ctx, { root: scan.root });
          expect(scenes.map((scene) => scene.outcome)).toEqual(["imported"]);
          expect(refused).toEqual([
            { file: join("data", name), reason: expect.stringContaining("no scene id") },
          ]);
        }),
      ),
  );

  it("a scene that is a link out of the root is not followed", () =>
    withScan((outside) =>
      withScan((scan) =>
        inRollback(async (ctx) => {
          await symlink(outside.scene, join(scan.root, "data/linked"));
          const { scenes, refused } = await importRoot(ctx, { root: scan.root });
          expect(scenes.map((scene) => scene.sceneId)).toEqual([sceneId]);
          expect(refused).toEqual([
            { file: "data/linked", reason: expect.stringContaining("leads out") },
          ]);
        }),
      ),
    ));

  it.each([
    [`iphone/rgb/${frameKey(2)}.jpg`, 5],
    [annotationFile, 6],
    [meshFile, 6],
  ])("%s as a link out of the scan is not followed", (file, photos) =>
    withScan((outside) =>
      refusing(
        async ({ scene }) => {
          await rm(join(scene, file));
          await symlink(join(outside.scene, file), join(scene, file));
        },
        file,
        "leads out",
        photos,
      ),
    ),
  );

  it("an import writes below GSI_HOME only", () =>
    withScan((scan) =>
      inRollback(async (ctx) => {
        const before = await listing(scan.root);
        const blobs = join(env().GSI_HOME, "blobs");
        await rm(blobs, { recursive: true, force: true });
        const around = await siblings(env().GSI_HOME);
        await importOne(ctx, scan.root);
        expect(await listing(scan.root)).toEqual(before);
        expect(await siblings(env().GSI_HOME)).toEqual(around);
        expect(existsSync(blobs)).toBe(true);
      }),
    ));
});

/** So many frames of packed depth, 2 m all over. */
function packedDepth(frames: number): Buffer {
  const block = deflateRawSync(new Float32Array(256 * 192).fill(2));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(block.length);
  return Buffer.concat(Array.from({ length: frames }, () => [length, block]).flat());
}

/** COLMAP's list of the second and third photo, moved sideways. The second line of a photo may be blank. */
function colmap(offset: number): string {
  const half = Math.SQRT1_2;
  const line = (frame: number) => {
    const x = -(-0.5 + 0.2 * frame + offset);
    return `${frame} ${half} ${half} 0 0 ${x} 0.6 2.5 1 video/${frameKey(frame)}.jpg\n`;
  };
  return `# Image list\n# comment\n${line(1)}10 20 -1 30 40 -1\n${line(2)}\n`;
}

/** Imports a scan spoilt in one place: that is named, and so many photos and objects are still there. */
function refusing(
  spoil: (scan: ScanFixture) => Promise<void>,
  file: string,
  reason: string,
  photos: number,
  objects?: number,
): Promise<void> {
  return withScan((scan) =>
    inRollback(async (ctx) => {
      await spoil(scan);
      const { outcome, report } = await importOne(ctx, scan.root);
      expect(outcome).toBe("imported");
      expect(report.refused.map((entry) => entry.file)).toEqual([file]);
      expect(reasonOf(report, file)).toContain(reason);
      expect(await ctx.db.frame.count({ where: { sceneId } })).toBe(photos);
      if (objects !== undefined)
        expect(await ctx.db.sceneObject.count({ where: { sceneId } })).toBe(objects);
    }),
  );
}

async function importOne(ctx: Context, root: string): Promise<SceneImport> {
  const { scenes, refused } = await importRoot(ctx, { root });
  expect(refused).toEqual([]);
  expect(scenes).toHaveLength(1);
  return scenes[0]!;
}

function reasonOf(report: SceneImport["report"], file: string): string | undefined {
  return report.refused.find((entry) => entry.file === file)?.reason;
}

async function rows(ctx: Context) {
  return {
    scene: await ctx.db.scene.findMany({ where: { id: sceneId } }),
    frames: await ctx.db.frame.findMany({ where: { sceneId }, orderBy: { id: "asc" } }),
    objects: await ctx.db.sceneObject.findMany({ where: { sceneId }, orderBy: { id: "asc" } }),
    audit: await auditActions(ctx),
  };
}

async function auditActions(ctx: Context): Promise<string[]> {
  const entries = await ctx.db.auditEntry.findMany({
    where: { subjectId: sceneId },
    orderBy: { id: "asc" },
  });
  return entries.map((entry) => entry.action);
}

async function giveSample(ctx: Context, frameId: string): Promise<void> {
  await ctx.db.provenance.create({
    data: { hash: "p", stage: "s", codeVersion: "c", parameters: {}, seed: 1, inputs: [] },
  });
  await ctx.db.sample.create({
    data: {
      id: "sample",
      frameId,
      number: 1,
      operationKind: "remove",
      label: "box",
      provenanceHash: "p",
    },
  });
}

async function listing(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).toSorted();
}

async function siblings(folder: string): Promise<string[]> {
  return (await readdir(join(folder, "..")))
    .filter((name) => !name.startsWith("gsi-scan-"))
    .toSorted();
}
