import { counted } from "#core/counted.ts";
import type { Intrinsics } from "#core/geometry/camera.ts";
import type { BoxInWorld } from "#core/geometry/oriented-box.ts";
import { boxAxes, transformBox } from "#core/geometry/oriented-box.ts";
import { projectPoint } from "#core/geometry/projection.ts";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import { invert } from "#core/geometry/rigid-transform.ts";
import { assumePose, assumedHeightMeters } from "#core/scene/assume-pose.ts";
import { boxFromObb } from "#core/scene/box-from-obb.ts";
import type { ImportReport } from "#core/scene/import-report.ts";
import type { PhotoObject } from "#core/scene/photo-object.ts";
import type { ScanFrame } from "../scene/read-frames.ts";
import type { ScanObject } from "../scene/read-scan.ts";

/** A photo that can be used, with what is stated for it alone. Object keys are unique in the scene. */
export type UsablePhoto = {
  readonly key: string;
  readonly number: number;
  /** From the root of the scene. */
  readonly path: string;
  readonly intrinsics: Intrinsics;
  readonly cameraFromWorld: CameraFromWorld | null;
  readonly objects: readonly PhotoObject[];
};

/**
 * Turns photos with boxes of their own into frames and objects of a scene. Photos without a pose get one
 * from their boxes, so that their floor is the scene's; the report tells how many and on what it rests.
 */
export function assemblePhotos(
  photos: readonly UsablePhoto[],
  floorHeightMeters: number,
  report: ImportReport,
): { frames: ScanFrame[]; objects: ScanObject[] } {
  const frames: ScanFrame[] = [];
  const objects: ScanObject[] = [];
  const counts = { level: 0, upright: 0, found: 0, assumed: 0 };
  let seen = 0;
  for (const photo of photos) {
    const assumed = photo.cameraFromWorld ? null : assumePose(photo.objects, floorHeightMeters);
    if (assumed) {
      counts[assumed.downFrom === "level" ? "level" : "upright"]++;
      counts[assumed.heightFrom === "boxes" ? "found" : "assumed"]++;
    }
    const cameraFromWorld = photo.cameraFromWorld ?? assumed!.cameraFromWorld;
    frames.push({
      key: photo.key,
      number: photo.number,
      stream: "photos",
      image: { picture: { kind: "file", path: photo.path }, fisheye: null, mask: null },
      depth: null,
      split: null,
      exclusion: null,
      intrinsics: photo.intrinsics,
      cameraFromWorld,
      poseSource: assumed ? "assumed" : "stated",
    });
    for (const { box, ...object } of photo.objects) {
      const pixel = projectPoint(photo.intrinsics, box.center);
      if (pixel && isInside(pixel, photo.intrinsics)) seen++;
      const inWorld = standUp(transformBox(invert(cameraFromWorld), box));
      objects.push({ ...object, box: inWorld, points: new Float32Array(0), frameKey: photo.key });
    }
  }
  report.read.photos = frames.length;
  report.read.poses = frames.filter(({ poseSource }) => poseSource === "stated").length;
  report.read.objects = objects.length;
  report.seenShare = objects.length === 0 ? null : seen / objects.length;
  tellOfAssumptions(counts, report);
  return { frames, objects };
}

/** The same box with its height along local y, pointing down, whatever order its axes were stated in. */
export function standUp(box: BoxInWorld): BoxInWorld {
  return boxFromObb({
    centroid: box.center,
    axesLengths: box.size,
    normalizedAxes: boxAxes(box).flat(),
  });
}

function tellOfAssumptions(
  counts: { level: number; upright: number; found: number; assumed: number },
  report: ImportReport,
): void {
  const photos = (count: number) => counted(count, "photo");
  if (counts.upright > 0)
    report.warnings.push(
      `${photos(counts.upright)} without a pose: which way is down is taken from the vertical that the boxes share`,
    );
  if (counts.level > 0)
    report.warnings.push(
      `${photos(counts.level)} without a pose whose boxes share no vertical: gravity is assumed level, as if the camera was held straight`,
    );
  if (counts.found > 0)
    report.warnings.push(
      `${photos(counts.found)} without a pose: the floor is taken to be under the furniture that the boxes show`,
    );
  if (counts.assumed > 0)
    report.warnings.push(
      `${photos(counts.assumed)} without a pose and without furniture that stands on the floor: the camera is assumed ${assumedHeightMeters} m above it, or higher where a box lies lower`,
    );
}

function isInside([u, v]: readonly [number, number], k: Intrinsics): boolean {
  return u >= 0 && u < k.width && v >= 0 && v < k.height;
}
