import * as z from "zod";
import { boxShareInImage } from "#core/geometry/box-in-image.ts";
import type { CheckedEdit } from "./checked-edit.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./finding.ts";

/** How much of the object must be in the picture after the edit. */
export const InFrameOptions = z.object({
  /** Least share of the new box's volume inside the image. */
  shareMin: z.number().min(0).max(1).default(0.75),
});
export type InFrameOptions = z.infer<typeof InFrameOptions>;

const cellsPerAxis = 10;

/** The object must still be in the picture after the edit. A removed one passes. */
export function checkInFrame({ facts, after }: CheckedEdit, { shareMin }: InFrameOptions): Finding {
  if (!after)
    return finding("in-frame", { passed: true, message: "nothing is left to be in the picture" });
  const value = boxShareInImage(facts.scene.intrinsics, after.box, cellsPerAxis, after.corners);
  const passed = value >= shareMin;
  return finding("in-frame", {
    passed,
    value,
    limit: shareMin,
    unit: "share",
    message: passed
      ? `${percent(value)} of it is in the picture afterwards`
      : `leaves the picture: only ${percent(value)} of it would be inside`,
  });
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
