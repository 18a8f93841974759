import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { boxCorners } from "#core/geometry/oriented-box.ts";
import { projectPoint } from "#core/geometry/projection.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { putBlob, readBlob } from "../storage.ts";
import { chairToTheLeft } from "../test/factories.ts";
import { renderEvidence } from "./render-evidence.ts";

const intrinsics = { fx: 1000, fy: 1000, cx: 639.5, cy: 479.5, width: 1280, height: 960 };
const scene = { intrinsics } as FrameScene;
const gray = { r: 120, g: 120, b: 120 };
const photo = await putBlob(
  await sharp({ create: { width: 1280, height: 960, channels: 3, background: gray } })
    .jpeg()
    .toBuffer(),
);
const edit = chairToTheLeft();

describe("what a gate's model is shown", () => {
  it("is the photo before and after side by side, a close-up, and the photo where asked for", async () => {
    const pictures = await renderEvidence(photo, scene, edit, { sidePixels: 512, barePhoto: true });
    expect(pictures.map(({ kind }) => kind)).toEqual(["whole", "close-up", "photo"]);
    const sizes = await Promise.all(
      pictures.map(async ({ hash }) => {
        const { width, height, format } = await sharp(await readBlob(hash)).metadata();
        return { width, height, format };
      }),
    );
    expect(sizes[0]).toEqual({ width: 2 * 512 + 8, height: 384, format: "jpeg" });
    expect(Math.max((sizes[1]!.width - 8) / 2, sizes[1]!.height)).toBe(512);
    expect(sizes[2]).toEqual({ width: 512, height: 384, format: "jpeg" });
  });

  it("is the same bytes for the same edit, and never larger than the photo", async () => {
    const options = { sidePixels: 2048, barePhoto: false };
    const first = await renderEvidence(photo, scene, edit, options);
    expect(await renderEvidence(photo, scene, edit, options)).toEqual(first);
    const { width } = await sharp(await readBlob(first[0]!.hash)).metadata();
    expect(width).toBe(2 * 1280 + 8);
  });

  it("has the object's box in green on the left and its goal in magenta on the right", async () => {
    const [whole] = await renderEvidence(photo, scene, edit, {
      sidePixels: 1280,
      barePhoto: false,
    });
    const { data, info } = await sharp(await readBlob(whole!.hash))
      .raw()
      .toBuffer({ resolveWithObject: true });
    const at = (u: number, v: number) => {
      const offset = 3 * (Math.round(v) * info.width + Math.round(u));
      return [...data.subarray(offset, offset + 3)];
    };
    const corners = (box: BoxInCamera) =>
      boxCorners(box)
        .map((corner) => projectPoint(intrinsics, corner)!)
        .filter(([, v]) => v < intrinsics.height - 1);
    expect(corners(edit.sourceBox).length).toBeGreaterThan(3);
    const greens = corners(edit.sourceBox).map(([u, v]) => {
      const [red, green, blue] = at(u, v);
      return green! - Math.max(red!, blue!);
    });
    const magentas = corners(edit.targetBox!).map(([u, v]) => {
      const [red, green, blue] = at(1280 + 8 + u, v);
      return Math.min(red!, blue!) - green!;
    });
    expect(Math.min(...greens)).toBeGreaterThan(80);
    expect(Math.min(...magentas)).toBeGreaterThan(80);
    expect(at(20, 20)).toEqual([120, 120, 120]);
  });
});
