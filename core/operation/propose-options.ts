import * as z from "zod";
import { OperationKind } from "./operation.ts";

/** How candidates are drawn for one photo. */
export const ProposeOptions = z.object({
  /** Kinds of operation that may be proposed, drawn in equal shares. */
  operations: z.array(OperationKind).min(1).default(["move", "rotate", "remove"]),
  /** Most candidates per photo. */
  candidatesPerFrame: z.number().int().min(1).max(200).default(18),
  /** Lengths of a move, metres. Under 0.32 m the published evaluator takes the object for unmoved. */
  distancesMeters: z.array(z.number().min(0.01).max(5)).min(1).default([0.5, 0.7, 0.9, 1.1]),
  /** Sizes of a turn, degrees. A half turn leaves the published evaluator's 2D box where it was. */
  anglesDegrees: z.array(z.number().min(1).max(180)).min(1).default([30, 45, 60, 90, 120, 150]),
  /** Largest box that is moved, cubic metres: sofas and tables stay where they are. */
  moveVolumeMaxCubicMeters: z.number().positive().default(0.4),
});
export type ProposeOptions = z.infer<typeof ProposeOptions>;
