import * as z from "zod";
import { isRoundLabel, normalizeLabel } from "#core/scene/label.ts";
import type { CheckedEdit } from "./checked-edit.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./finding.ts";

/** How much the edit must change the picture. */
export const VisibleChangeOptions = z.object({
  /**
   * Least change of the object's rectangle: length of the difference of its four coordinates, pixels of the
   * 896 frame. Under 10 the published evaluator sees no change at all.
   */
  changePixelsMin: z.number().min(0).default(15),
});
export type VisibleChangeOptions = z.infer<typeof VisibleChangeOptions>;

/**
 * The edit must change the object's rectangle in the picture. A removal always does; a turn of a thing that
 * looks the same from all sides is reported as a soft finding.
 */
export function checkVisibleChange(
  { edit, before, after }: CheckedEdit,
  { changePixelsMin }: VisibleChangeOptions,
): Finding {
  if (!after) return finding("visible-change", { passed: true, message: "the object disappears" });
  const [from, to] = [before.rect896, after.rect896];
  if (!from || !to) {
    return finding("visible-change", { passed: false, message: "the object is behind the camera" });
  }
  if (edit.operation.kind === "rotate" && isRoundLabel(normalizeLabel(edit.label))) {
    return finding("visible-change", {
      passed: false,
      severity: "soft",
      message: `a ${edit.label} looks much the same from all sides`,
    });
  }
  const value = Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2], to[3] - from[3]);
  return finding("visible-change", {
    passed: value >= changePixelsMin,
    value,
    limit: changePixelsMin,
    unit: "px",
    message: `its rectangle changes by ${Math.round(value)} px`,
  });
}
