import { rectFromNormalized } from "#core/detection/rect-from-normalized.ts";
import { boxRectInImage } from "#core/geometry/projection.ts";
import { english } from "#core/instruction/english.ts";
import { iou2d } from "#core/metric/box-iou.ts";
import { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { objectById } from "#core/scene/frame-scene.ts";
import { isMovableLabel, normalizeLabel } from "#core/scene/label.ts";
import type { LabelCorrection } from "./gate-answer.ts";
import { looksLikeOrders } from "./looks-like-orders.ts";

/** The edit under its new label, or why the label stays. */
export type LabelFix = { readonly edit: Edit } | { readonly refused: string };

/** The model must mean the object in the box: least overlap (IoU) of its region with the box in the picture. */
const overlapMin = 0.2;

/**
 * Gives the edited object the label that the gate proposes. The instruction becomes empty, as it names the
 * old label: the caller writes it anew and holds the edit against all checks, which ask again whether the
 * words mean one object and whether a perfect edit can score.
 */
export function applyLabelFix(
  scene: FrameScene,
  edit: Edit,
  correction: LabelCorrection,
): LabelFix {
  const label = normalizeLabel(correction.label);
  const refused = refusal(scene, edit, label, correction.region);
  if (refused !== null) return { refused };
  return { edit: { ...edit, label, instruction: "" } };
}

/** Words of letters and digits, joined by single spaces, hyphens or apostrophes: what can stand in a sentence. */
const plainWords = /^[\p{L}\p{N}]+(?:[ '’-][\p{L}\p{N}]+)*$/u;

function refusal(
  scene: FrameScene,
  { targetId, label: old, sourceBox }: Edit,
  label: string,
  [left, top, right, bottom]: LabelCorrection["region"],
): string | null {
  if (!objectById(scene, targetId)) return "the photo does not have the object";
  if (label === normalizeLabel(old)) return `the object is called “${label}” already`;
  const isSayable =
    Edit.shape.label.safeParse(label).success &&
    plainWords.test(label) &&
    english.canName(label) &&
    looksLikeOrders(label) === null;
  if (!isSayable) return `“${label}” cannot stand in an instruction`;
  if (!isMovableLabel(label, scene.includedLabels ?? []))
    return `“${label}” names a part of the building or something that stays where it is`;
  const { intrinsics } = scene;
  const region = rectFromNormalized(
    [(left + right) / 2, (top + bottom) / 2, right - left, bottom - top],
    intrinsics,
    intrinsics,
  );
  const shown = boxRectInImage(intrinsics, sourceBox);
  const overlap = region && shown ? iou2d(region, shown) : 0;
  return overlap < overlapMin
    ? `“${label}” is seen elsewhere: its region overlaps the object's by ${overlap.toFixed(2)} (IoU), ${overlapMin} is the least`
    : null;
}
