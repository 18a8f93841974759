import * as z from "zod";
import { FisheyeIntrinsics } from "#core/geometry/fisheye.ts";

/** Which of a scan's cameras took a photo: the phone, the wide fisheye, or whatever took loose photos. */
export const FrameStream = z.enum(["iphone", "dslr", "photos"]);
export type FrameStream = z.infer<typeof FrameStream>;

/** Where the pixels of one picture lie: a file, or the frame of a video with this index from 0. Paths start at the scene's root. */
export const StoredPicture = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("file"), path: z.string().min(1) }),
  z.object({
    kind: z.literal("video"),
    path: z.string().min(1),
    index: z.number().int().min(0),
  }),
]);
export type StoredPicture = z.infer<typeof StoredPicture>;

/** How the photo of a frame comes about, in the size and for the pinhole camera of the frame's intrinsics. */
export const FrameImage = z.object({
  picture: StoredPicture,
  /** The lens that took the picture where it is not that pinhole camera: the photo is undistorted from it. */
  fisheye: FisheyeIntrinsics.nullable(),
  /** Picture of the same camera: pixels under 255 are anonymised and never shown. */
  mask: StoredPicture.nullable(),
});
export type FrameImage = z.infer<typeof FrameImage>;

/** Where the sensor depth of a frame lies: a 16-bit PNG in millimetres, or a block of a `depth.bin`. Paths start at the scene's root. */
export const FrameDepth = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("png"), path: z.string().min(1) }),
  z.object({
    kind: z.literal("packed"),
    path: z.string().min(1),
    index: z.number().int().min(0),
  }),
]);
export type FrameDepth = z.infer<typeof FrameDepth>;
