import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { invert } from "#core/geometry/rigid-transform.ts";
import { readAnnotation } from "#core/scene/annotation.ts";
import { boxFromObb } from "#core/scene/box-from-obb.ts";
import type { FrameObject, FrameScene } from "#core/scene/frame-scene.ts";
import { liftObject } from "#core/scene/lift-object.ts";
import { readScanPose } from "#core/scene/scan-pose.ts";

const walk = join(
  process.env.GSI_SHARED ?? join(import.meta.dirname, "../../shared"),
  "data/office-walk",
);

const Expected = z.object({
  frames: z.record(
    z.string(),
    z.object({
      objects: z.array(z.object({ objectId: z.number(), visible_fraction: z.number().nullish() })),
    }),
  ),
});

const scan = join(walk, "data/d5a0000001");

/**
 * The six photos of the office scan for which the share of each object's surface that is seen was measured;
 * null where the scan is not at hand (set GSI_SHARED to the folder that holds data/office-walk).
 */
export function officePhotos(): FrameScene[] | null {
  if (!existsSync(scan)) return null;
  const { frames } = Expected.parse(readJson(join(walk, "expected.json")));
  const measured = new Map(
    Object.entries(frames).map(([frameKey, { objects }]) => [
      frameKey,
      new Map(objects.map((one) => [String(one.objectId), one.visible_fraction ?? null])),
    ]),
  );
  return readPhotos(
    [...measured.keys()],
    (frameKey, key) => measured.get(frameKey)?.get(key) ?? null,
  );
}

/** Every `step`-th photo of the office scan, seen shares not measured; null where the scan is not at hand. */
export function officeWalk(step: number): FrameScene[] | null {
  if (!existsSync(scan)) return null;
  const keys = Object.keys(readPoses()).filter((_, index) => index % step === 0);
  return readPhotos(keys, () => null);
}

function readPhotos(
  frameKeys: readonly string[],
  visibleFractionOf: (frameKey: string, objectKey: string) => number | null,
): FrameScene[] {
  const poses = readPoses();
  const annotation = readAnnotation(readJson(join(scan, "scans/segments_anno.json")));
  return frameKeys.map((frameKey) => {
    const pose = readScanPose(poses[frameKey]);
    if ("problem" in pose) throw new Error(pose.problem);
    const intrinsics = { ...pose.pinhole, width: 540, height: 360 };
    const cameraFromWorld = invert(pose.worldFromCamera);
    const objects = annotation.objects.flatMap(({ key, label, obb }): FrameObject[] => {
      const lifted = obb && liftObject(intrinsics, cameraFromWorld, boxFromObb(obb));
      if (!lifted) return [];
      const visibleFraction = visibleFractionOf(frameKey, key);
      return [{ id: `annotation:${key}`, label, ...lifted, visibleFraction, score: 1 }];
    });
    const sceneKey = "d5a0000001";
    return { sceneKey, frameKey, intrinsics, cameraFromWorld, floorHeightMeters: 0, objects };
  });
}

function readPoses(): Record<string, unknown> {
  return z
    .record(z.string(), z.unknown())
    .parse(readJson(join(scan, "iphone/pose_intrinsic_imu.json")));
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}
