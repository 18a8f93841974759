import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Context } from "../context.ts";
import { scannetpp } from "../source/scannetpp.ts";
import { putBlob } from "../storage.ts";
import { flipByte, hashesIn } from "../test/folder-files.ts";
import { inRollback } from "../test/in-rollback.ts";
import { createReleasableSamples, inFolder } from "../test/release-fixture.ts";
import type { ScanFixture } from "../test/scan-fixture.ts";
import { photo, poses, withScan } from "../test/scan-fixture.ts";
import { exportRelease } from "./export-release.ts";
import type { FetchProblem } from "./fetch-left-out-photos.ts";
import { freezeRelease } from "./freeze-release.ts";
import type { HydrateOutcome } from "./hydrate-release.ts";
import { hydrateRelease } from "./hydrate-release.ts";
import { makeSigningKey } from "./make-signing-key.ts";
import { signRelease } from "./sign-release.ts";
import { verifyRelease } from "./verify-release.ts";

/** Of the frozen scenes, each with one photo. */
const [sceneA, sceneB] = ["aaaaaaaaaa", "bbbbbbbbbb"] as const;
const photoOfScene = "iphone/rgb/frame_000000.jpg";

type Scans = { readonly a: ScanFixture; readonly b: ScanFixture; readonly roots: string[] };

/** Runs a test with the frozen release `v0` of two scenes, and the two scans that its photos come from, each in a collection of its own. */
function withScans(
  work: (ctx: Context, folder: string, scans: Scans) => Promise<void>,
): Promise<void> {
  return withScan(
    (a) =>
      withScan(
        (b) =>
          inRollback(async (ctx) => {
            await createReleasableSamples(ctx);
            await takeFrom(ctx, a, sceneA, 1);
            await takeFrom(ctx, b, sceneB, 2);
            await freezeRelease(ctx, { name: "v0", source: "gated" });
            await inFolder((folder) => work(ctx, folder, { a, b, roots: [a.root, b.root] }));
          }),
        sceneB,
      ),
    sceneA,
  );
}

/** Lets the factory's scene be one that was imported from this scan, with another photo in the factory's size. */
async function takeFrom(ctx: Context, scan: ScanFixture, sceneId: string, look: number) {
  const bytes = await photo(look, { width: 640, height: 480 });
  const stated = poses();
  stated.frame_000000!.intrinsic = [
    [500, 0, 320],
    [0, 500, 240],
    [0, 0, 1],
  ];
  await scan.write(photoOfScene, bytes);
  await scan.write("iphone/pose_intrinsic_imu.json", stated);
  const { scans } = await scannetpp.find({ root: scan.root, file: null });
  const { inputsHash } = await scans[0]!.look(() => {});
  await ctx.db.scene.update({ where: { id: sceneId }, data: { inputsHash } });
  await ctx.db.frame.updateMany({ where: { sceneId }, data: { imageHash: await putBlob(bytes) } });
}

function problemsOf(outcome: HydrateOutcome): readonly FetchProblem[] {
  if (outcome.ok) throw new Error("nothing was refused");
  return outcome.problems;
}

const told = (outcome: HydrateOutcome) =>
  problemsOf(outcome).map(({ kind, sceneId, frameKey }) => [kind, sceneId, frameKey]);

describe.each(["gsi-bench", "jsonl"] as const)("an export as %s without photos", (format) => {
  it("becomes, with the scans, the export with photos byte for byte", () =>
    withScans(async (ctx, folder, { roots }) => {
      const [whole, bare, out] = ["whole", "bare", "out"].map((name) => join(folder, name));
      await exportRelease(ctx, { name: "v0", outDir: whole!, format });
      await exportRelease(ctx, { name: "v0", outDir: bare!, format, media: false });
      const before = await hashesIn(bare!);
      const steps = new Set<string>();
      const outcome = await hydrateRelease({
        dir: bare!,
        scans: roots,
        outDir: out!,
        onProgress: ({ step, done, total }) => done === total && steps.add(step),
      });
      expect(outcome).toMatchObject({ ok: true, name: "v0", format, outDir: out, photos: 2 });
      expect(await hashesIn(out!)).toEqual(await hashesIn(whole!));
      expect(await hashesIn(bare!)).toEqual(before);
      expect((await readdir(folder)).toSorted()).toEqual(["bare", "out", "whole"]);
      expect([...steps]).toEqual([
        `look at ${sceneA}`,
        `look at ${sceneB}`,
        "read photos",
        "write",
      ]);
      const [ofWhole, ofBare] = [await verifyRelease(whole!), await verifyRelease(bare!)];
      expect(outcome).toMatchObject({ merkleRoot: ofWhole.merkleRoot });
      expect(ofBare.merkleRoot).toBe(ofWhole.merkleRoot);
      if (format !== "gsi-bench") return;
      expect(ofWhole.copyMerkleRoot).toBe(ofWhole.merkleRoot);
      expect(ofBare.copyMerkleRoot).not.toBe(ofBare.merkleRoot);
    }));
});

describe("putting photos back", () => {
  /** Runs a test with the export without photos in `dir` and a way to put them back in its place. */
  const withBare = (
    work: (given: Scans & { ctx: Context; folder: string; dir: string }) => Promise<void>,
  ) =>
    withScans(async (ctx, folder, scans) => {
      const dir = join(folder, "out");
      await exportRelease(ctx, { name: "v0", outDir: dir, format: "gsi-bench", media: false });
      await work({ ...scans, ctx, folder, dir });
    });

  /** Runs a hydration that must be refused, and holds that it changed nothing. */
  const refused = async (folder: string, dir: string, scans: string[]) => {
    const before = await hashesIn(folder);
    const outcome = await hydrateRelease({ dir, scans });
    expect(await hashesIn(folder)).toEqual(before);
    expect(await readdir(folder)).toEqual(["out"]);
    return outcome;
  };

  it("happens in the place of the export, and a signature stays", () =>
    withBare(async ({ dir, folder, roots }) => {
      const { privateKeyFile, publicKeyFile } = await makeSigningKey(join(folder, "key"));
      await signRelease({ dir, keyFile: privateKeyFile });
      expect(await hydrateRelease({ dir, scans: roots })).toMatchObject({ ok: true, outDir: dir });
      expect(await readdir(dir)).not.toContain("media.json");
      const report = await verifyRelease(dir, { publicKeyFile });
      expect([report.errors, report.signature.state]).toEqual([[], "valid"]);
      expect(report.copyMerkleRoot).toBe(report.merkleRoot);
      await expect(hydrateRelease({ dir, scans: roots })).rejects.toThrow(/no photo was left out/);
    }));

  it("misses a scan that is not there, by its name and kind", () =>
    withBare(async ({ dir, folder, a }) => {
      const outcome = await refused(folder, dir, [a.root]);
      expect(told(outcome)).toEqual([["scan-missing", sceneB, null]]);
      expect(problemsOf(outcome)[0]!.message).toMatch(/bbbbbbbbbb: no scan .*\(scannetpp\)/);
    }));

  it("refuses another scan under the name of the right one, and says of which photo the bytes differ", () =>
    withBare(async ({ dir, folder, a, b }) => {
      const other = join(a.root, "data", sceneB);
      await cp(b.scene, other, { recursive: true });
      await cp(join(a.scene, photoOfScene), join(other, photoOfScene));
      const outcome = await refused(folder, dir, [a.root]);
      expect(told(outcome)).toEqual([
        ["scan-changed", sceneB, null],
        ["photo-changed", sceneB, "frame_000000"],
      ]);
      expect(problemsOf(outcome)[1]!.message).toMatch(
        /scene bbbbbbbbbb, frame frame_000000: iphone\/rgb\/frame_000000\.jpg gives \d+ bytes \(SHA-256 [0-9a-f]{12}…\), the release has \d+ bytes/,
      );
    }));

  it("takes a scan whose photos are right, and says that something else of it was changed", () =>
    withBare(async ({ dir, a, roots }) => {
      await a.write("scans/segments.json", { segIndices: Array.from({ length: 24 }, () => 0) });
      const outcome = await hydrateRelease({ dir, scans: roots });
      const changedScans = [{ kind: "scan-changed", sceneId: sceneA }];
      expect(outcome).toMatchObject({ ok: true, changedScans });
      const { errors, copyMerkleRoot } = await verifyRelease(dir);
      expect([errors, copyMerkleRoot]).toEqual([[], outcome.ok && outcome.merkleRoot]);
    }));

  it("finds one flipped byte of a photo, where an import does not look", () =>
    withBare(async ({ dir, folder, b, roots }) => {
      const path = join(b.scene, photoOfScene);
      await flipByte(path, Math.floor((await readFile(path)).byteLength / 2));
      expect(told(await refused(folder, dir, roots))).toEqual([
        ["photo-changed", sceneB, "frame_000000"],
      ]);
    }));

  it("lists all that is wrong with all scans", () =>
    withBare(async ({ dir, folder, a, b, roots }) => {
      await rm(join(a.scene, photoOfScene));
      await rename(join(b.scene, "iphone"), join(b.scene, "phone"));
      expect(told(await refused(folder, dir, roots))).toEqual([
        ["scan-changed", sceneA, null],
        ["frame-missing", sceneA, "frame_000000"],
        ["scan-changed", sceneB, null],
        ["scan-unreadable", sceneB, null],
      ]);
    }));

  it("starts from a sound export only, and writes over nothing that is not its own", () =>
    withBare(async ({ ctx, dir, folder, roots }) => {
      const mine = join(folder, "mine");
      await mkdir(mine);
      await writeFile(join(mine, "thesis.tex"), "do not lose");
      const onto = hydrateRelease({ dir, scans: roots, outDir: mine });
      await expect(onto).rejects.toThrow(/holds other files \(thesis\.tex\)/);
      await flipByte(join(dir, "README.md"), 60);
      const spoilt = hydrateRelease({ dir, scans: roots });
      await expect(spoilt).rejects.toThrow(/does not pass its check: README\.md/);
      const hub = join(folder, "hub");
      await exportRelease(ctx, { name: "v0", outDir: hub, format: "huggingface", media: false });
      const inTable = hydrateRelease({ dir: hub, scans: roots });
      await expect(inTable).rejects.toThrow(/format huggingface: photos are put back into/);
      await expect(hydrateRelease({ dir: join(folder, "none"), scans: roots })).rejects.toThrow(
        /no manifest\.json/,
      );
    }));

  it.each(["look at", "read photos", "write"])(
    "that is stopped at “%s” leaves all as it was",
    (at) =>
      withBare(async ({ dir, folder, roots }) => {
        const before = await hashesIn(folder);
        const stop = new AbortController();
        const stopped = hydrateRelease({
          dir,
          scans: roots,
          onProgress: ({ step }) => step.startsWith(at) && stop.abort(),
          signal: stop.signal,
        });
        await expect(stopped).rejects.toThrow(/abort/);
        expect(await hashesIn(folder)).toEqual(before);
        expect(await readdir(folder)).toEqual(["out"]);
      }),
  );
});
