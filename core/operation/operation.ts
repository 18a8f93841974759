import * as z from "zod";
import { Extreme } from "#core/instruction/qualifier.ts";

/** Directions as the viewer of the photo says them: left and right of the image, front toward the camera, behind away from it, all level to the ground; above and below along gravity. */
export const MoveDirection = z.enum(["left", "right", "front", "behind", "above", "below"]);
export type MoveDirection = z.infer<typeof MoveDirection>;

/** Sense of turning as seen from above. */
export const TurnSense = z.enum(["clockwise", "counterclockwise"]);
export type TurnSense = z.infer<typeof TurnSense>;

/**
 * Along whose level axes a move goes: the viewer's, or the edges of the moved object or of a reference
 * object. Of those edges, "left" is the way nearest to the viewer's left, and so on: a box says where its
 * edges are, not which side is its face.
 */
export const MoveFrame = z.enum(["camera", "object", "reference"]);
export type MoveFrame = z.infer<typeof MoveFrame>;

const ObjectId = z.string().min(1);

/** CM, move: the object keeps its heading and shifts along one level direction or the vertical. */
export const MoveOperation = z
  .object({
    kind: z.literal("move"),
    direction: MoveDirection,
    /** Length of the shift, metres, 0.01 to 5. */
    distanceMeters: z.number().min(0.01).max(5),
    /** The camera's where left out; the studio leaves it out. */
    frame: MoveFrame.optional(),
    /** The object along whose edges it goes, for the frame `reference` and only for it. */
    referenceId: ObjectId.optional(),
  })
  .refine(({ frame, referenceId }) => (frame === "reference") === (referenceId !== undefined), {
    error: "a move along a reference names it, and no other move does",
    path: ["referenceId"],
  });
export type MoveOperation = z.infer<typeof MoveOperation>;

/** Where an object may be put relative to another, as the viewer of the photo says it. */
export const PlaceRelation = z.enum([
  "left-of",
  "right-of",
  "in-front-of",
  "behind",
  "on-top-of",
  "next-to",
]);
export type PlaceRelation = z.infer<typeof PlaceRelation>;

/**
 * OP, placement: the object keeps its heading and comes to stand beside another on the same level, centre
 * in line with centre, or on top of it, centre above centre. `next-to` is left or right of it, whichever
 * is nearer to where the object is.
 */
export const PlaceOperation = z.object({
  kind: z.literal("place"),
  relation: PlaceRelation,
  referenceId: ObjectId,
  /** Free space between the two, metres, 0 to 5. Left out: 0.1 beside the other, 0 on top of it. */
  gapMeters: z.number().min(0).max(5).optional(),
});
export type PlaceOperation = z.infer<typeof PlaceOperation>;

/** A place on a flat top as the viewer of the photo says it. */
export const TopPosition = z.enum(["center", "nearest", "farthest", "leftmost", "rightmost"]);
export type TopPosition = z.infer<typeof TopPosition>;

/**
 * RP, receptacle placement: the object keeps its heading and comes to rest on the top of another, in the
 * middle or flush with the middle of one edge. Edges are named as in {@link MoveFrame}.
 */
export const PlaceOnReceptacleOperation = z.object({
  kind: z.literal("place-on-receptacle"),
  position: TopPosition,
  referenceId: ObjectId,
});
export type PlaceOnReceptacleOperation = z.infer<typeof PlaceOnReceptacleOperation>;

/** OR, object rotation: about the vertical through the box centre. */
export const RotateOperation = z.object({
  kind: z.literal("rotate"),
  sense: TurnSense,
  /** Size of the turn, degrees, 1 to 180. */
  angleDegrees: z.number().min(1).max(180),
});
export type RotateOperation = z.infer<typeof RotateOperation>;

/** OS, object scale: uniform, about the point on which the box stands. */
export const ScaleOperation = z.object({
  kind: z.literal("scale"),
  /** New side over old side, 0.1 to 10; above 1 the object grows. */
  factor: z.number().min(0.1).max(10),
});
export type ScaleOperation = z.infer<typeof ScaleOperation>;

/**
 * PC, perspective change: the camera moves and turns, the room stays. It is tilted about its level right,
 * turned about the vertical, and shifted along the directions it had before.
 */
export const ViewOperation = z.object({
  kind: z.literal("view"),
  /** Level, forward positive, metres. */
  dollyMeters: z.number().min(-5).max(5).default(0),
  /** Level, to the right positive, metres. */
  truckMeters: z.number().min(-5).max(5).default(0),
  /** About the vertical, to the right positive, degrees. */
  yawDegrees: z.number().min(-180).max(180).default(0),
  /** About the level right of the camera, up positive, degrees. */
  pitchDegrees: z.number().min(-80).max(80).default(0),
});
export type ViewOperation = z.infer<typeof ViewOperation>;

/** SR, spatial removal: the object is taken away and what was behind it shows. */
export const RemoveOperation = z.object({
  kind: z.literal("remove"),
  /** By what the object is picked among those that share its label; left out, any words that single it out will do. */
  criterion: Extreme.optional(),
});
export type RemoveOperation = z.infer<typeof RemoveOperation>;

/** A spatial edit of one object, or of the view, as data. */
export const Operation = z.discriminatedUnion("kind", [
  MoveOperation,
  PlaceOperation,
  PlaceOnReceptacleOperation,
  RotateOperation,
  ScaleOperation,
  ViewOperation,
  RemoveOperation,
]);
export type Operation = z.infer<typeof Operation>;

/** The kinds of operation that the studio can propose, check, word and export. */
export const OperationKind = z.enum([
  "move",
  "place",
  "place-on-receptacle",
  "rotate",
  "scale",
  "view",
  "remove",
]);
export type OperationKind = z.infer<typeof OperationKind>;

/** The id of the object that the operation speaks of besides its target; null when it speaks of none. */
export function referenceIdOf(operation: Operation): string | null {
  return "referenceId" in operation ? (operation.referenceId ?? null) : null;
}
