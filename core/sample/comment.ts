import * as z from "zod";

/** What a comment points at: an object of the photo, or a place in it. */
export const CommentPin = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("object"),
    /** Id of the object in the frame's scene. */
    objectId: z.string().min(1).max(200),
  }),
  z.object({
    kind: z.literal("photo"),
    /** From the left edge of the photo (0) to its right edge (1). */
    u: z.number().min(0).max(1),
    /** From the upper edge (0) to the lower edge (1). */
    v: z.number().min(0).max(1),
  }),
]);
export type CommentPin = z.infer<typeof CommentPin>;

/** What somebody says: plain text, never markup. */
export const CommentBody = z
  .string()
  .trim()
  .min(1, "say something")
  .max(2000, "a comment has at most 2000 characters");
