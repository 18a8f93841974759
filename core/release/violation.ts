import * as z from "zod";

/** How much a broken rule matters: an `error` makes the evaluator stop or the sample unscorable. */
export const RuleSeverity = z.enum(["error", "warning"]);
export type RuleSeverity = z.infer<typeof RuleSeverity>;

/**
 * The rules of the published layout, each with its severity. Numbers with a T are the traps of the
 * published benchmark that the rule guards against.
 */
export const releaseRules = {
  /** Only pictures and edits lie in the dataset folder, and no folders (T5). */
  "folder-content": "error",
  /** An image id holds no `_edit`, no `_rgb` and no glob character (T6). */
  "image-id": "error",
  /** An image id reads `<scene>_frame_<six digits>`. */
  "image-name": "warning",
  /** A query id is digits (T6). */
  "query-id": "error",
  /** Every edit has exactly one source picture (T5). */
  "one-source": "error",
  /** Every source picture has an edit. */
  "unused-source": "warning",
  /** No folder above the dataset is named with `_edit` or `_rgb` (T5). */
  "folder-path": "warning",
  /** The file is a picture, of the kind that its name says. */
  "image-format": "error",
  /** The picture has the size that the camera of its boxes belongs to. */
  "image-camera": "error",
  /** Both sides of a picture are 896 pixels or more (T8). */
  "image-size": "warning",
  /** The file is a JSON object with every required field of the right shape, all numbers finite. */
  fields: "error",
  /** The instruction's first word is one that the evaluator knows, and it is the operation meant (T4). */
  "operation-word": "error",
  /** No mention of a camera that would make it a view edit (T4). */
  "camera-word": "error",
  /** The edit has the fields that its operation needs, and only those. */
  "operation-fields": "error",
  /** A change of view comes with the picture that it should give, against which it is scored. */
  "ground-truth": "error",
  /** Box sizes are positive. */
  "box-size": "error",
  /** A yaw is in [-pi, pi). */
  "yaw-range": "error",
  /** A yaw is the heading of the rotation matrix beside it. */
  "yaw-matrix": "warning",
  /** A yaw is so far from a half turn that the detector's cannot jump to the other sign (T1). */
  "yaw-margin": "warning",
  /** A rotation matrix is a proper rotation. */
  "rotation-proper": "error",
  /** The camera matrix is [[fx, 0, cx], [0, fy, cy], [0, 0, 1]] with positive focal lengths. */
  "camera-form": "error",
  /** The camera matrix is the photo's, in pixels of the 896 frame (T7). */
  "camera-frame": "error",
  /** The edits of one photo state the same camera matrix. */
  "camera-shared": "error",
  /** Box before and box after lie before the camera and reach into the picture. */
  "box-in-picture": "error",
  /** A perfect edit scores full marks (T2, T3). */
  oracle: "error",
} as const satisfies Record<string, RuleSeverity>;

/** The name of a rule. */
export const RuleName = z.enum(Object.keys(releaseRules) as [keyof typeof releaseRules]);
export type RuleName = z.infer<typeof RuleName>;

/** One broken rule: where, and a sentence that says what is wrong. */
export const Violation = z.object({
  rule: RuleName,
  severity: RuleSeverity,
  /** File name in the dataset folder. */
  file: z.string(),
  /** Path of the field inside the file, e.g. `new_bbox_3d[6]`; null when the whole file is meant. */
  field: z.string().nullable(),
  message: z.string(),
});
export type Violation = z.infer<typeof Violation>;

/** A violation of `rule` with the severity that the rule has. */
export function violation(
  rule: RuleName,
  file: string,
  field: string | null,
  message: string,
): Violation {
  return { rule, severity: releaseRules[rule], file, field, message };
}
