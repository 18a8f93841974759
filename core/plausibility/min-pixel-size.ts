import * as z from "zod";
import { clipToImage } from "#core/geometry/projection.ts";
import type { Placement, SceneFacts } from "#core/scene/scene-facts.ts";
import type { CheckedEdit } from "./checked-edit.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./finding.ts";

/** How large the object must be in the picture. */
export const MinPixelSizeOptions = z.object({
  /** Least length of the shorter side of its rectangle, pixels of the 896 frame. */
  sidePixelsMin: z.number().min(0).default(20),
});
export type MinPixelSizeOptions = z.infer<typeof MinPixelSizeOptions>;

/** The object must be large enough to be seen and detected, before the edit and after it. */
export function checkMinPixelSize(
  { facts, before, after }: CheckedEdit,
  { sidePixelsMin }: MinPixelSizeOptions,
): Finding {
  const value = Math.min(shorterSide(facts, before), after ? shorterSide(facts, after) : Infinity);
  return finding("min-pixel-size", {
    passed: value >= sidePixelsMin,
    value,
    limit: sidePixelsMin,
    unit: "px",
    message: `its rectangle is at least ${Math.floor(value)} px wide and high`,
  });
}

function shorterSide({ intrinsics896 }: SceneFacts, { rect896 }: Placement): number {
  const inside = rect896 && clipToImage(rect896, intrinsics896);
  return inside ? Math.min(inside[2] - inside[0], inside[3] - inside[1]) : 0;
}
