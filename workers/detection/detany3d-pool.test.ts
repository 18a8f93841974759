import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Detection, PhotoDetections } from "#core/detection/detection.ts";
import type { ManifestOf } from "#core/detection/model-manifest.ts";
import { modelFrame } from "#core/detection/model-frame.ts";
import { promptAsGiven, promptInModelFrame } from "#core/detection/model-prompt.ts";
import type { Prompt } from "#core/detection/prompt.ts";
import type { Intrinsics } from "#core/geometry/camera.ts";
import { projectPoint } from "#core/geometry/projection.ts";
import { point } from "#core/geometry/space.ts";
import { writeContractModel } from "#server/model/contract-model/write-contract-model.ts";
import { openDetAny3d } from "./detany3d-pool.ts";
import type { DetectionRequest, Detector3d } from "./detector-3d.ts";
import type { OfficePhoto } from "./test/office-photo.ts";
import { hasOffice } from "#server/test/office-scan.ts";
import { officePhoto } from "./test/office-photo.ts";

const closurePixels = 0.5;

let folder = "";
let manifest: ManifestOf<"detany3d/1">;
let detector: Detector3d;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gsi-pool-"));
  const written = await writeContractModel(folder);
  const { file } = written.encoders[0]!;
  const portrait = { file, cropWidth: 672, cropHeight: 896 };
  manifest = { ...written, encoders: [...written.encoders, portrait] };
  detector = openDetAny3d({ folder, manifest });
});
afterAll(async () => {
  await detector.close();
  await rm(folder, { recursive: true });
});

describe.skipIf(!hasOffice)("DetAny3D on office photos (skipped without them)", () => {
  it.each([
    ["4:3", 1920, 1440],
    ["DSLR", 1752, 1168],
    ["as taken", 540, 360],
    ["portrait", 1080, 1440],
  ])("closes on every prompt of photos of the kind %s", async (_, width, height) => {
    const photos = await Promise.all([20, 120, 220].map((n) => officePhoto(n, width, height)));
    const answers = await Promise.all(photos.map((photo) => detector.detect(asked(photo))));
    answers.forEach(({ detections, removed }, index) => {
      const { prompts, intrinsics } = photos[index]!;
      expect(removed).toEqual([]);
      expect(detections.map(({ prompt }) => prompt)).toEqual(prompts);
      for (const detection of detections) expectClosure(intrinsics, detection);
    });
    expect(answers.flatMap(({ detections }) => detections).length).toBeGreaterThan(5);
  });

  it("says of a photo the same alone and in a batch with other photos and cameras", async () => {
    const photos = await Promise.all([20, 120, 220].map((n) => officePhoto(n, 1920, 1440)));
    const others = photos.map((photo, index) => ({
      ...photo,
      intrinsics: { ...photo.intrinsics, fx: 1400 + 100 * index, cy: 700 + 10 * index },
    }));
    const alone: PhotoDetections[] = [];
    for (const photo of others) alone.push(await detector.detect(asked(photo)));
    const together = await Promise.all(others.map((photo) => detector.detect(asked(photo))));
    together.forEach((answer, index) => expectClose(answer, alone[index]!));
    expect(new Set(together.map(({ intrinsics }) => intrinsics.fx)).size).toBe(3);
    together.forEach(({ detections }, index) => {
      for (const one of detections) expectClosure(others[index]!.intrinsics, one);
    });
  });

  it("keeps apart in a batch who gives a camera and who wants it read off the photo", async () => {
    const photo = await officePhoto(20, 1920, 1440);
    const [given, predicted] = await Promise.all([
      detector.detect(asked(photo)),
      detector.detect({ ...asked(photo), intrinsicsMode: "predicted" }),
    ]);
    expect(given.intrinsics.fx).toBeCloseTo(photo.intrinsics.fx, 6);
    expect(predicted.intrinsics).toEqual(predicted.predictedIntrinsics);
    expect(predicted.intrinsics.fx).toBeCloseTo((740.5 * 1920) / 896, 3);
    for (const one of predicted.detections) expectClosure(predicted.intrinsics, one);
  });

  it("takes more prompts than the decoder does at once, points among them", async () => {
    const photo = await officePhoto(20, 1920, 1440);
    const prompts = Array.from({ length: 150 }, (_, i): Prompt => {
      const [x, y] = [100 + 11 * i, 60 + 8 * i];
      return {
        key: String(i),
        label: "thing",
        score: 1,
        place:
          i % 3 === 0
            ? { kind: "point", at: [x, y] }
            : { kind: "rect", rect: [x - 60, y - 40, x + 50 + i, y + 60] },
      };
    });
    const { detections } = await detector.detect({ ...asked(photo), prompts });
    expect(detections.map(({ prompt }) => prompt.key)).toEqual(prompts.map(({ key }) => key));
    for (const one of detections) expectClosure(photo.intrinsics, one);
  });

  it("reads the camera off a photo about which nothing is asked, beside one with prompts", async () => {
    const photo = await officePhoto(20, 1920, 1440);
    const [none, some] = await Promise.all([
      detector.detect({ ...asked(photo), prompts: [] }),
      detector.detect(asked(photo)),
    ]);
    expect(none.detections).toEqual([]);
    expect(none.predictedIntrinsics!.fx).toBeCloseTo((740.5 * 1920) / 896, 3);
    expect(some.detections.length).toBe(photo.prompts.length);
    const alone = await detector.detect({ ...asked(photo), prompts: [] });
    expect(alone).toEqual(none);
  });
});

function asked({ photo, intrinsics, prompts }: OfficePhoto): DetectionRequest {
  return { photo, intrinsics, prompts, intrinsicsMode: "given" };
}

/** The middle plane of the box, its turn undone, projects onto the rectangle that the model was asked about. */
function expectClosure(k: Intrinsics, { box, rect, prompt }: Detection): void {
  const frame = modelFrame(k);
  const place = promptAsGiven(frame, promptInModelFrame(frame, prompt, { promptExpand: 0 }));
  const { center, size } = box;
  const corner = (sign: -1 | 1) =>
    projectPoint(
      k,
      point(center[0] + (sign * size[0]) / 2, center[1] + (sign * size[1]) / 2, center[2]),
    )!;
  const projected = [...corner(-1), ...corner(1)];
  const wanted =
    place.kind === "rect"
      ? place.rect
      : ([-1, 1] as const).flatMap((sign) => [
          place.at[0] + (sign * 16 * k.width) / frame.resized.width,
          place.at[1] + (sign * 16 * k.height) / frame.resized.height,
        ]);
  wanted.forEach((edge, index) => {
    expect(Math.abs(projected[index]! - edge), prompt.key).toBeLessThan(closurePixels);
    expect(Math.abs(rect[index]! - edge), prompt.key).toBeLessThan(closurePixels);
  });
}

function expectClose(answer: PhotoDetections, wanted: PhotoDetections): void {
  const numbers = ({ detections }: PhotoDetections) =>
    detections.flatMap(({ box, rect, quality, yawRadians, logDepthSigma }) => [
      ...box.center,
      ...box.size,
      ...box.rotation,
      ...rect,
      quality,
      yawRadians,
      logDepthSigma,
    ]);
  const got = numbers(answer);
  numbers(wanted).forEach((value, i) =>
    expect(Math.abs(got[i]! - value)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(value))),
  );
  expect(got.length).toBe(numbers(wanted).length);
}
