import * as z from "zod";

/** A place in the photo as taken, pixels; the first pixel's centre is (0, 0), as in Intrinsics. */
const Pixel = z.tuple([z.number(), z.number()]).readonly();
const Rect = z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly();

/** What asks a 3D detector for one box: a labelled place in a photo, in pixels of the photo as taken. */
export const Prompt = z.object({
  /** Unique within the photo and stable over reruns. */
  key: z.string().min(1).max(200),
  /** The label as people say it: lower case, single spaces. */
  label: z.string().min(1).max(200),
  /** Confidence of the 2D detector, 0 to 1; 1 for a place that comes from an annotation. */
  score: z.number().min(0).max(1),
  place: z.discriminatedUnion("kind", [
    /** Left, top, right and bottom edge. */
    z.object({ kind: z.literal("rect"), rect: Rect }),
    z.object({ kind: z.literal("point"), at: Pixel }),
  ]),
});
export type Prompt = z.infer<typeof Prompt>;
