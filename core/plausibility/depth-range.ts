import * as z from "zod";
import type { CheckedEdit } from "./checked-edit.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./finding.ts";

/** How near and how far the object may be. */
export const DepthRangeOptions = z.object({
  /** Least distance of any part of the object from the camera, along the line of sight, metres. */
  depthMinMeters: z.number().min(0).default(0.3),
  /** Greatest distance of the object's centre from the camera, along the line of sight, metres. */
  depthMaxMeters: z.number().positive().default(8),
});
export type DepthRangeOptions = z.infer<typeof DepthRangeOptions>;

/** The object must be at a distance at which detectors and models work, before the edit and after it. */
export function checkDepthRange(
  { before, after }: CheckedEdit,
  { depthMinMeters, depthMaxMeters }: DepthRangeOptions,
): Finding {
  const nearest = Math.min(before.minDepthMeters, after?.minDepthMeters ?? Infinity);
  const farthest = Math.max(before.box.center[2], after?.box.center[2] ?? -Infinity);
  const tooNear = nearest < depthMinMeters;
  const value = tooNear ? nearest : farthest;
  return finding("depth-range", {
    passed: !tooNear && farthest <= depthMaxMeters,
    value,
    limit: tooNear ? depthMinMeters : depthMaxMeters,
    unit: "m",
    message: tooNear
      ? `comes as near as ${value.toFixed(2)} m to the camera`
      : `is up to ${value.toFixed(1)} m away from the camera`,
  });
}
