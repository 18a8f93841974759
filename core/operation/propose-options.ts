import * as z from "zod";
import { MoveFrame, OperationKind } from "./operation.ts";

const Share = z.number().positive().max(1000);

/** How candidates are drawn. */
export const ProposeOptions = z.object({
  /** Kinds of operation that may be proposed. */
  operations: z.array(OperationKind).min(1).default(["move", "rotate", "remove"]),
  /** Labels of which no edit is proposed, besides those of things that stay where they are (`isMovableLabel`, those that the scene takes for movable included): compared as people say them. */
  excludedLabels: z.array(z.string().max(200)).max(1000).default([]),
  /** By how much more often a kind is drawn than one that is not named here: its quota is its weight over the sum of all. */
  weights: z.partialRecord(OperationKind, Share).default({}),
  /** Most candidates per photo. */
  candidatesPerFrame: z.number().int().min(1).max(200).default(18),
  /** Most candidates per object of a photo, so that a photo with few objects does not show the same one all day. */
  candidatesPerObject: z.number().int().min(1).max(200).default(5),
  /** Lengths of a move, metres. Under 0.32 m the published evaluator takes the object for unmoved. */
  distancesMeters: z.array(z.number().min(0.01).max(5)).min(1).default([0.5, 0.7, 0.9, 1.1]),
  /** Along whose axes things are moved. */
  moveFrames: z.array(MoveFrame).min(1).default(["camera"]),
  /** Sizes of a turn, degrees. A half turn leaves the published evaluator's 2D box where it was. */
  anglesDegrees: z.array(z.number().min(1).max(180)).min(1).default([30, 45, 60, 90, 120, 150]),
  /** Free space beside a reference, metres. */
  gapsMeters: z.array(z.number().min(0).max(5)).min(1).default([0.1, 0.2, 0.4]),
  /** Factors of growth. Between 0.89 and 1.11 the published evaluator takes the size for unchanged. */
  factors: z.array(z.number().min(0.1).max(10)).min(1).default([0.5, 0.75, 1.25, 1.5, 2]),
  /** Lengths of a camera's move, metres. */
  viewDistancesMeters: z.array(z.number().min(0.01).max(5)).min(1).default([0.25, 0.5]),
  /** Sizes of a camera's turn, degrees. */
  viewAnglesDegrees: z.array(z.number().min(1).max(80)).min(1).default([10, 15, 20]),
  /** Largest box that is moved or placed, cubic metres: sofas and tables stay where they are. */
  moveVolumeMaxCubicMeters: z.number().positive().default(0.4),
});
export type ProposeOptions = z.infer<typeof ProposeOptions>;
