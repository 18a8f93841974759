import { matrixFromIntrinsics } from "#core/geometry/camera.ts";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import { matrixFromQuaternion } from "#core/geometry/quaternion.ts";
import type { Vec3 } from "#core/geometry/space.ts";
import { iou2d } from "#core/metric/box-iou.ts";
import { intrinsicsIn896 } from "#core/metric/frame-896.ts";
import type { GsiBox } from "#core/metric/gsi-box.ts";
import {
  footprintCornerSigns,
  gsiBoxCorners,
  gsiBoxOf,
  gsiBoxVolume,
} from "#core/metric/gsi-box.ts";
import type { GsiDetection } from "#core/metric/gsi-edit.ts";
import { rotateAboutY } from "#core/metric/gsi-rotation.ts";
import { shiftGsiBox } from "#core/metric/gsi-shift.ts";
import { idealDetection } from "#core/metric/oracle.ts";
import { findReferred, referWords } from "#core/metric/refer-word.ts";
import type { MoveDirection } from "#core/operation/operation.ts";
import type { Random } from "#core/random.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";

/** A record of the published generator, as far as it matters here. */
export type PublishedRecord = {
  readonly prompt: string;
  readonly target: string;
  readonly original_bbox_3d: GsiBox;
  readonly camera_intrinsics: Matrix3;
  readonly rotation_matrix: Matrix3;
  readonly new_bbox_3d?: GsiBox;
  readonly new_rotation_matrix?: Matrix3;
  readonly reference?: GsiDetection;
  readonly reference_point?: Vec3;
};

/** What the published generator starts from: the detections of one photo and its camera. */
export type PublishedFrame = { readonly detections: readonly GsiDetection[]; readonly k: Matrix3 };

/** A photo of the studio as a detector without error hands it to the published generator. */
export function publishedFrame(scene: FrameScene): PublishedFrame {
  const k = matrixFromIntrinsics(intrinsicsIn896(scene.intrinsics));
  const detections = scene.objects
    .filter((object) => object.inImageFraction > 0)
    .map(({ label, box }) =>
      idealDetection(label, gsiBoxOf(box), matrixFromQuaternion(box.rotation), k),
    );
  return { detections, k };
}

const weightedDirections: readonly MoveDirection[] = [
  ...(["left", "left", "right", "right", "front", "front"] as const),
  ...(["behind", "behind", "above", "below"] as const),
];
const levelDirections: readonly MoveDirection[] = ["left", "right", "front", "behind"];
const distancesCentimeters = [10, 20, 30, 50, 70, 90, 110];
const anglesDegrees = [30, 45, 60, 90, 120, 150, 180];
const largestMovedCubicMeters = 0.4;
const triesPerSlot = 20;
const tableSlots = 20;
const keepRest = "leaving all other objects as they are.";

/**
 * The published generator's loop over one photo, written plainly and with its habits: 20 to 28 slots of up
 * to 20 tries, a table steers the first 20 slots to moves of what stands on it under another object's
 * label, turns never end their slot, and nothing is ever checked.
 */
export function publishedRecords(frame: PublishedFrame, random: Random): PublishedRecord[] {
  const records = new Map<number, PublishedRecord>();
  const prompts = new Set<string>();
  const hasTable = frame.detections.some((one) => one.label === "table");
  const slots = 20 + random.below(9);
  for (let slot = 0; slot < slots; slot++) {
    const aboutTable = hasTable && slot < tableSlots;
    for (let attempt = 0; attempt < triesPerSlot; attempt++) {
      const kind = aboutTable ? "move" : random.pick(["move", "rotate", "remove"] as const);
      const target = random.pick(frame.detections);
      if (kind === "rotate") {
        records.set(slot, turnRecord(frame, target, random));
        continue;
      }
      const record =
        kind === "move"
          ? moveRecord(frame, target, aboutTable, random)
          : removeRecord(frame, target, random);
      if (!record || prompts.has(record.prompt)) continue;
      prompts.add(record.prompt);
      records.set(slot, record);
      break;
    }
  }
  return [...records.values()];
}

function moveRecord(
  frame: PublishedFrame,
  drawn: GsiDetection,
  aboutTable: boolean,
  random: Random,
): PublishedRecord | null {
  const label = drawn.label ?? "";
  let reference: GsiDetection | null = null;
  let target = drawn;
  let who = "the";
  if (aboutTable) {
    const tables = frame.detections.filter((one) => one.label === "table");
    reference = random.pick(tables);
    const word = random.pick(referWords);
    const onTable = overlapping(frame, reference);
    if (onTable.length === 0) return null;
    target = onTable[findReferred(boxesOf(onTable), word)]!;
    if (tables.length > 1) who = word;
  } else {
    ({ target, who } = referTo(frame, drawn, random));
  }
  const box = target.bbox_3d;
  if (gsiBoxVolume(box) > largestMovedCubicMeters) return null;
  const way = random.next();
  if (way >= 0.5 && !reference) {
    const near = overlapping(frame, target);
    if (near.length === 0) return null;
    reference = random.pick(near);
  }
  const given = recordOf(frame, target, label);
  if (way >= 0.8 && reference) {
    const corners = gsiBoxCorners(
      reference.bbox_3d,
      reference.rotation_matrix,
      footprintCornerSigns,
    );
    const corner = random.pick(corners);
    if (Math.abs(box[1] - corner[1]) > 0.2) return null;
    const [, , , w, h, l, yaw] = box;
    return {
      ...given,
      prompt: `Move ${who} ${label} to the position of ${reference.label}, ${keepRest}`,
      new_bbox_3d: [...corner, w, h, l, yaw],
      reference,
      reference_point: corner,
    };
  }
  const direction = random.pick(aboutTable ? levelDirections : weightedDirections);
  const centimeters = random.pick(distancesCentimeters);
  const axes = (way < 0.5 ? target : reference!).rotation_matrix;
  const order = `Move ${who} ${label} ${centimeters} centimeters to the ${direction}`;
  return {
    ...given,
    prompt:
      way < 0.5 ? `${order}, ${keepRest}` : `${order} referencing ${reference!.label}, ${keepRest}`,
    new_bbox_3d: shiftGsiBox(box, direction, centimeters, axes),
    ...(way < 0.5 ? {} : { reference: reference! }),
  };
}

function turnRecord(frame: PublishedFrame, drawn: GsiDetection, random: Random): PublishedRecord {
  const { target, who } = referTo(frame, drawn, random);
  const sense = random.pick(["clockwise", "counterclockwise"] as const);
  const degrees = random.pick(anglesDegrees);
  const label = target.label ?? "";
  return {
    ...recordOf(frame, target, label),
    prompt: `Rotate ${who} ${label} ${degrees} degrees ${sense} along its vertical axis, ${keepRest}`,
    new_bbox_3d: target.bbox_3d,
    new_rotation_matrix: rotateAboutY(target.rotation_matrix, degrees, sense),
  };
}

function removeRecord(
  frame: PublishedFrame,
  drawn: GsiDetection,
  random: Random,
): PublishedRecord | null {
  const { target, who } = referTo(frame, drawn, random);
  if (who === "the") return null;
  const label = target.label ?? "";
  return {
    ...recordOf(frame, target, label),
    prompt: `Remove ${who} ${label} from the scene, ${keepRest}`,
  };
}

/** Where several detections share the label, a drawn word replaces the target by the one it denotes. */
function referTo(frame: PublishedFrame, drawn: GsiDetection, random: Random) {
  const alike = frame.detections.filter((one) => one.label === drawn.label);
  if (alike.length < 2) return { target: drawn, who: "the" };
  const who = random.pick(referWords);
  return { target: alike[findReferred(boxesOf(alike), who)]!, who };
}

function overlapping(frame: PublishedFrame, one: GsiDetection): GsiDetection[] {
  return frame.detections.filter((other) => other !== one && iou2d(one.bbox_2d, other.bbox_2d) > 0);
}

function boxesOf(detections: readonly GsiDetection[]): GsiBox[] {
  return detections.map((one) => one.bbox_3d);
}

function recordOf(frame: PublishedFrame, target: GsiDetection, label: string) {
  return {
    target: label,
    original_bbox_3d: target.bbox_3d,
    camera_intrinsics: frame.k,
    rotation_matrix: target.rotation_matrix,
  };
}
