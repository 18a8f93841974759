import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { annotationPrompts } from "#core/detection/annotation-prompts.ts";
import type { PhotoDetections } from "#core/detection/detection.ts";
import type { ManifestOf } from "#core/detection/model-manifest.ts";
import { modelFrame } from "#core/detection/model-frame.ts";
import { promptAsGiven, promptInModelFrame } from "#core/detection/model-prompt.ts";
import type { Prompt } from "#core/detection/prompt.ts";
import type { Intrinsics } from "#core/geometry/camera.ts";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import { projectBoxBounds } from "#core/geometry/projection.ts";
import type { ImageRect } from "#core/geometry/projection.ts";
import { distance } from "#core/geometry/vector.ts";
import { liftObject } from "#core/scene/lift-object.ts";
import { writeContractModel } from "#server/model/contract-model/write-contract-model.ts";
import { scannetpp } from "#server/source/scannetpp.ts";
import type { DetAny3dOptions, DetAny3dPool } from "./detany3d-pool.ts";
import { openDetAny3d } from "./detany3d-pool.ts";
import type { DetectionRequest } from "./detector-3d.ts";

const office = resolve(
  process.env.GSI_SHARED ?? resolve(import.meta.dirname, "../../../shared"),
  "data/office-walk",
);
const isThere = existsSync(office);
if (!isThere) console.warn(`skipped: no real photos at ${office} (set GSI_SHARED)`);

const phone: Intrinsics = { fx: 1450, fy: 1460, cx: 955, cy: 722, width: 1920, height: 1440 };
const lens: Intrinsics = { fx: 1180, fy: 1175, cx: 880, cy: 580, width: 1752, height: 1168 };

let folder: string;
let manifest: ManifestOf<"detany3d/1">;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gsi-contract-"));
  manifest = await writeContractModel(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function withDetector<Result>(
  body: (detector: DetAny3dPool) => Promise<Result>,
  options: Partial<DetAny3dOptions> = {},
): Promise<Result> {
  const detector = openDetAny3d({ folder, manifest, ...options });
  try {
    return await body(detector);
  } finally {
    await detector.close();
  }
}

async function plainPhoto({ width, height }: Intrinsics, background = "#765"): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

function rectPrompt(key: string, rect: ImageRect): Prompt {
  return { key, label: "thing", score: 1, place: { kind: "rect", rect } };
}

async function request(
  intrinsics: Intrinsics,
  prompts: readonly Prompt[],
  more: Partial<DetectionRequest> = {},
): Promise<DetectionRequest> {
  const photo = await plainPhoto(intrinsics);
  return { photo, intrinsics, prompts, intrinsicsMode: "given", ...more };
}

/** Largest distance in pixels of the photo between where a box was asked for and where it projects to with the photo's own camera. */
function closureError(intrinsics: Intrinsics, { detections }: PhotoDetections): number {
  const frame = modelFrame(intrinsics);
  const errors = detections.map(({ prompt, box }) => {
    const place = promptAsGiven(frame, promptInModelFrame(frame, prompt, { promptExpand: 0 }));
    if (place.kind !== "rect") throw new Error("a rectangle was asked for");
    // The contract model's boxes are upright rectangles but for a turn and a depth of their own.
    const [w, h] = box.size;
    const bounds = projectBoxBounds(intrinsics, orientedBox(box.center, [w, h, 0], [0, 0, 0, 1]));
    return Math.max(...place.rect.map((edge, side) => Math.abs(edge - bounds![side]!)));
  });
  return Math.max(0, ...errors);
}

describe("a contract model in threads", { timeout: 120_000 }, () => {
  it.each([
    ["4:3", phone],
    ["3:2, cropped", lens],
    ["small", { fx: 400, fy: 402, cx: 268.5, cy: 181, width: 540, height: 360 }],
  ])("closes the circle from rectangle to box to rectangle: %s", (_, intrinsics) =>
    withDetector(async (detector) => {
      const { width: w, height: h } = intrinsics;
      const prompts = Array.from({ length: 70 }, (_unused, i) => {
        const [left, top] = [((i * 0.0711) % 0.6) * w, ((i * 0.0931) % 0.6) * h];
        return rectPrompt(`r${i}`, [left, top, left + (0.05 + (i % 9) * 0.04) * w, top + 0.2 * h]);
      });
      const found = await detector.detect(await request(intrinsics, prompts));
      expect(found.detections.map(({ prompt }) => prompt)).toEqual(prompts);
      expect(closureError(intrinsics, found)).toBeLessThan(0.5);
    }),
  );

  it("gives the same alone and in a batch of photos with other cameras", () =>
    withDetector(
      async (detector) => {
        const cameras = [phone, { ...phone, fx: 1700, fy: 1710 }, { ...phone, cx: 900 }, phone];
        const requests = await Promise.all(
          cameras.map((camera, i) =>
            request(camera, [
              rectPrompt("a", [200 + 50 * i, 300, 700, 650]),
              rectPrompt("b", [900, 400, 1000, 900 + 20 * i]),
            ]),
          ),
        );
        const together = await Promise.all(requests.map((one) => detector.detect(one)));
        for (const [i, one] of requests.entries()) {
          const alone = await detector.detect(one);
          expect(alone.detections.map(({ hypothesis }) => hypothesis)).toEqual(
            together[i]!.detections.map(({ hypothesis }) => hypothesis),
          );
          // A batch is computed in other steps, so that single precision may round another way.
          alone.detections.forEach(({ box }, j) =>
            expect(distance(box.center, together[i]!.detections[j]!.box.center)).toBeLessThan(1e-5),
          );
          expect(closureError(cameras[i]!, together[i]!)).toBeLessThan(0.5);
        }
        expect(together[1]!.detections[0]!.box.center).not.toEqual(
          together[0]!.detections[0]!.box.center,
        );
      },
      { batchWaitMilliseconds: 500 },
    ));

  it("answers points, and no prompts at all", () =>
    withDetector(async (detector) => {
      const at = [701.3, 402.8] as const;
      const point: Prompt = { key: "p", label: "cup", score: 1, place: { kind: "point", at } };
      const found = await detector.detect(await request(lens, [point]));
      const [x1, y1, x2, y2] = found.detections[0]!.rect;
      expect((x1 + x2) / 2).toBeCloseTo(at[0], 1);
      expect((y1 + y2) / 2).toBeCloseTo(at[1], 1);
      const none = await detector.detect(await request(phone, []));
      expect(none.detections).toEqual([]);
      expect(none.predictedIntrinsics!.fx).toBeCloseTo((740.5 * 1920) / 896, 3);
    }));

  it("takes the camera that the model reads off the photo where it is told to", () =>
    withDetector(async (detector) => {
      const prompts = [rectPrompt("a", [200, 300, 700, 650])];
      const mode = { intrinsicsMode: "predicted" } as const;
      const found = await detector.detect(await request(phone, prompts, mode));
      expect(found.intrinsics.fx).toBeCloseTo((740.5 * 1920) / 896, 3);
      expect(closureError(found.intrinsics, found)).toBeLessThan(0.5);
    }));

  it("names a size of photo that it has no encoder for, and a photo that is not its camera's", () =>
    withDetector(async (detector) => {
      const odd = { ...phone, width: 1000, height: 1000 };
      await expect(detector.detect(await request(odd, []))).rejects.toThrow(
        "no encoder for 896 x 896, only for 896 x 672, 896 x 588",
      );
      const wrong = { ...(await request(phone, [])), photo: await plainPhoto(lens) };
      await expect(detector.detect(wrong)).rejects.toThrow("1752 x 1168");
      const broken = { ...(await request(phone, [])), photo: Buffer.from("no photo") };
      await expect(detector.detect(broken)).rejects.toThrow("unsupported image format");
      const found = await detector.detect(await request(phone, []));
      expect(found.detections).toEqual([]);
    }));

  it("names a damaged graph and goes on once it is whole again", async () => {
    const file = join(folder, "decoder.onnx");
    const whole = await readFile(file);
    await withDetector(async (detector) => {
      const one = await request(phone, [rectPrompt("a", [200, 300, 700, 650])]);
      await writeFile(file, whole.subarray(0, whole.length / 2));
      await expect(detector.detect(one)).rejects.toThrow("decoder.onnx cannot be opened");
      // The encoder in the decoder's place: other names.
      await writeFile(file, await readFile(join(folder, manifest.encoders[0]!.file)));
      await expect(detector.detect(one)).rejects.toThrow("decoder.onnx");
      await writeFile(file, whole);
      expect((await detector.detect(one)).detections).toHaveLength(1);
    });
  });

  it("fails what a dying thread had in hand, and goes on with a new one", () =>
    withDetector(async (detector) => {
      const prompts = [rectPrompt("a", [200, 300, 700, 650])];
      const one = await request(phone, prompts);
      await detector.detect(one);
      const doomed = detector.detect(one);
      // Long enough for the photo to have reached the thread, or not: either way it is told or done.
      setTimeout(() => void Promise.all(detector.threads().map((thread) => thread.terminate())), 5);
      await doomed.catch((error: Error) => expect(error.message).toContain("can be tried again"));
      expect((await detector.detect(one)).detections).toHaveLength(1);
    }));

  it("lets a request be called off, and refuses any once it is closed", async () => {
    const closed = await withDetector(async (detector) => {
      const off = AbortSignal.abort(new Error("not wanted any more"));
      await expect(detector.detect(await request(phone, [], { signal: off }))).rejects.toThrow(
        "not wanted any more",
      );
      return detector;
    });
    await expect(closed.detect(await request(phone, []))).rejects.toThrow("closed");
  });
});

describe.skipIf(!isThere)("real photos of an office (skipped without them)", () => {
  it("come back where they were asked about, to half a pixel", { timeout: 120_000 }, async () => {
    const { scans } = await scannetpp.find({ root: office, file: null });
    const looked = await scans[0]!.look(() => {});
    const { scan } = await looked.read();
    const frames = scan!.frames.filter((_, index) => index % 37 === 0);
    await withDetector(async (detector) => {
      const found = await Promise.all(
        frames.map(async ({ image, intrinsics, cameraFromWorld }) => {
          if (image.picture.kind !== "file") throw new Error("a photo was expected");
          const objects = scan!.objects.flatMap(({ key, label, box }) => {
            const lifted = liftObject(intrinsics, cameraFromWorld, box);
            const id = `annotation:${key}`;
            return lifted ? [{ ...lifted, id, label, visibleFraction: null, score: 1 }] : [];
          });
          const prompts = annotationPrompts(intrinsics, objects);
          const photo = await readFile(join(scans[0]!.rootPath, image.picture.path));
          const answer = await detector.detect({
            photo,
            intrinsics,
            prompts,
            intrinsicsMode: "given",
          });
          expect(answer.detections).toHaveLength(prompts.length);
          return { count: prompts.length, error: closureError(intrinsics, answer) };
        }),
      );
      expect(found.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(40);
      expect(Math.max(...found.map(({ error }) => error))).toBeLessThan(0.5);
    });
  });
});
