import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { annotationPrompts } from "#core/detection/annotation-prompts.ts";
import type { Prompt } from "#core/detection/prompt.ts";
import type { Intrinsics } from "#core/geometry/camera.ts";
import { invert } from "#core/geometry/rigid-transform.ts";
import { readAnnotation } from "#core/scene/annotation.ts";
import { boxFromObb } from "#core/scene/box-from-obb.ts";
import { liftObject } from "#core/scene/lift-object.ts";
import { readScanPose } from "#core/scene/scan-pose.ts";
import { officeScan } from "#server/test/office-scan.ts";

/** A photo of the office scan with its camera and the rectangles of the annotated things that it shows. */
export type OfficePhoto = {
  readonly photo: Uint8Array;
  readonly intrinsics: Intrinsics;
  readonly prompts: readonly Prompt[];
};

const taken = { width: 540, height: 360 };

/** Photo `number` of the walk: its middle of `width` x 360 pixels, enlarged to `height` as a larger camera would see it. */
export async function officePhoto(
  number: number,
  width: number,
  height: number,
): Promise<OfficePhoto> {
  const key = `frame_${String(number).padStart(6, "0")}`;
  const poses = (await readJson("iphone/pose_intrinsic_imu.json")) as Record<string, unknown>;
  const pose = readScanPose(poses[key]);
  if ("problem" in pose) throw new Error(pose.problem);
  const factor = height / taken.height;
  const left = Math.round((taken.width - width / factor) / 2);
  const cut = { left, top: 0, width: taken.width - 2 * left, height: taken.height };
  const [sx, sy] = [width / cut.width, factor];
  const { fx, fy, cx, cy } = pose.pinhole;
  const intrinsics = {
    fx: fx * sx,
    fy: fy * sy,
    cx: (cx - left + 0.5) * sx - 0.5,
    cy: (cy + 0.5) * sy - 0.5,
    width,
    height,
  };
  const photo = await sharp(join(officeScan, `iphone/rgb/${key}.jpg`))
    .extract(cut)
    .resize(width, height, { fit: "fill" })
    .jpeg({ quality: 95 })
    .toBuffer();
  const { objects } = readAnnotation(await readJson("scans/segments_anno.json"));
  const shown = objects.flatMap(({ key: id, label, obb }) => {
    const lifted = obb && liftObject(intrinsics, invert(pose.worldFromCamera), boxFromObb(obb));
    return lifted ? [{ id, label, ...lifted, visibleFraction: null, score: 1 }] : [];
  });
  return { photo, intrinsics, prompts: annotationPrompts(intrinsics, shown) };
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(join(officeScan, path), "utf8"));
}
