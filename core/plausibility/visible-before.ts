import * as z from "zod";
import type { CheckedEdit } from "./checked-edit.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./finding.ts";

/** How much of the object the photo must show before the edit. */
export const VisibleBeforeOptions = z.object({
  /** Least share of the box's volume inside the image. */
  inImageMin: z.number().min(0).max(1).default(0.6),
  /** Least share of the whole surface that the camera sees. A solid thing hides about half of its own. */
  visibleMin: z.number().min(0).max(1).default(0.2),
});
export type VisibleBeforeOptions = z.infer<typeof VisibleBeforeOptions>;

/**
 * The photo must show enough of the object to edit it: a share of its box inside the image and, where the
 * visible surface was measured, a share of the surface seen (of all of it: what is outside the image counts
 * as unseen).
 */
export function checkVisibleBefore(
  { target }: CheckedEdit,
  { inImageMin, visibleMin }: VisibleBeforeOptions,
): Finding {
  if (!target) {
    return finding("visible-before", {
      passed: false,
      message: "the photo has no object with this id",
    });
  }
  const { inImageFraction, visibleFraction } = target.object;
  if (inImageFraction < inImageMin || visibleFraction === null) {
    return finding("visible-before", {
      passed: inImageFraction >= inImageMin,
      value: inImageFraction,
      limit: inImageMin,
      unit: "share",
      message: `${percent(inImageFraction)} of the object is inside the picture`,
    });
  }
  const seen = inImageFraction * visibleFraction;
  return finding("visible-before", {
    passed: seen >= visibleMin,
    value: seen,
    limit: visibleMin,
    unit: "share",
    message: `the camera sees ${percent(seen)} of the object's surface`,
  });
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
