import * as z from "zod";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import { quaternionFromMatrix } from "#core/geometry/quaternion.ts";
import { Vec3, point } from "#core/geometry/space.ts";
import type { PublishedEdit } from "./published-edit.ts";

/** A box spelled out: the seven published numbers and the rotation, by name. */
export const ReleasedBox = z.object({
  /** Metres, camera frame. */
  center: Vec3,
  /** Full extents w, h, l along the box's own x, y, z, metres. */
  size: Vec3,
  /** The published yaw, radians, [-pi, pi). */
  yaw: z.number(),
  /** Rows; takes box axes to the camera. */
  rotation: z.tuple([Vec3, Vec3, Vec3]).readonly(),
});
export type ReleasedBox = z.infer<typeof ReleasedBox>;

/** The boxes of an edit before and after it; `after` is null where the object is removed. A box keeps its rotation where the edit states no new one. */
export function releasedBoxes(edit: PublishedEdit): {
  before: ReleasedBox;
  after: ReleasedBox | null;
} {
  const { original_bbox_3d, rotation_matrix, new_bbox_3d, new_rotation_matrix } = edit;
  return {
    before: boxOf(original_bbox_3d, rotation_matrix),
    after: new_bbox_3d ? boxOf(new_bbox_3d, new_rotation_matrix ?? rotation_matrix) : null,
  };
}

/** The same box as the studio computes with it. */
export function boxInCamera({ center: [x, y, z], size, rotation }: ReleasedBox): BoxInCamera {
  return orientedBox(point<"Camera">(x, y, z), size, quaternionFromMatrix(rotation));
}

function boxOf(
  [x, y, z, w, h, l, yaw]: PublishedEdit["original_bbox_3d"],
  rotation: ReleasedBox["rotation"],
): ReleasedBox {
  return { center: [x, y, z], size: [w, h, l], yaw, rotation };
}
