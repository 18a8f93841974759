import * as z from "zod";
import { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { Operation } from "#core/operation/operation.ts";

/**
 * What a sample says: one edit of one object of one photo, and the words for it. Immutable once
 * stored; a reviewer's change is a new revision beside the machine's.
 */
export const Edit = z.object({
  /** Id of the edited object in the frame's scene. */
  targetId: z.string().min(1),
  /** The label given to the detector and used in the words. */
  label: z.string().trim().min(1).max(80),
  operation: Operation,
  /** The object's box before the edit. */
  sourceBox: BoxInCamera,
  /** The object's box after the edit; null when it is removed. */
  targetBox: BoxInCamera.nullable(),
  /** The instruction given to the model under test; empty until it has been written. */
  instruction: z.string().max(400),
});
export type Edit = z.infer<typeof Edit>;
