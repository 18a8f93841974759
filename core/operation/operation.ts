import * as z from "zod";

/** Directions as the viewer of the photo says them: left and right of the image, front toward the camera, behind away from it, all level to the ground; above and below along gravity. */
export const MoveDirection = z.enum(["left", "right", "front", "behind", "above", "below"]);
export type MoveDirection = z.infer<typeof MoveDirection>;

/** Sense of turning as seen from above. */
export const TurnSense = z.enum(["clockwise", "counterclockwise"]);
export type TurnSense = z.infer<typeof TurnSense>;

/** CM, camera-relative move: the object keeps its heading and shifts along one levelled camera direction. */
export const MoveOperation = z.object({
  kind: z.literal("move"),
  direction: MoveDirection,
  /** Length of the shift, metres, 0.01 to 5. */
  distanceMeters: z.number().min(0.01).max(5),
});
export type MoveOperation = z.infer<typeof MoveOperation>;

/** OR, object rotation: about the vertical through the box centre. */
export const RotateOperation = z.object({
  kind: z.literal("rotate"),
  sense: TurnSense,
  /** Size of the turn, degrees, 1 to 180. */
  angleDegrees: z.number().min(1).max(180),
});
export type RotateOperation = z.infer<typeof RotateOperation>;

/** SR, spatial removal: the object is taken away and what was behind it shows. */
export const RemoveOperation = z.object({ kind: z.literal("remove") });
export type RemoveOperation = z.infer<typeof RemoveOperation>;

/** A spatial edit of one object, as data. */
export const Operation = z.discriminatedUnion("kind", [
  MoveOperation,
  RotateOperation,
  RemoveOperation,
]);
export type Operation = z.infer<typeof Operation>;

/** The kinds of operation that the studio can propose, check, word and export. */
export const OperationKind = z.enum(["move", "rotate", "remove"]);
export type OperationKind = z.infer<typeof OperationKind>;
