import type { FrameStream } from "#core/frame/frame-image.ts";
import type { PoseSource } from "#core/scene/pose-source.ts";

/** What a photo is called: its number in the walk of its camera. */
export function photoName({ stream, number }: { stream: FrameStream; number: number }): string {
  return stream === "dslr" ? `DSLR photo ${number}` : `Photo ${number}`;
}

/** What a camera's photos are called together. */
export const streamText: Readonly<Record<FrameStream, string>> = {
  iphone: "Phone",
  dslr: "DSLR",
  photos: "Loose photos",
};

/** Where poses come from, in a few words. */
export const poseText: Readonly<Record<PoseSource, string>> = {
  colmap: "COLMAP pose",
  aligned_pose: "phone's own pose",
  nerfstudio: "nerfstudio pose",
  stated: "stated pose",
  assumed: "assumed pose",
};

/** Where the pose of a photo comes from, and what the scan's lists take the photo for. */
export function photoOrigin(photo: { poseSource: PoseSource; split: string | null }): string {
  return [poseText[photo.poseSource], photo.split && `${photo.split} split`]
    .filter(Boolean)
    .join(", ");
}
