import * as z from "zod";

/**
 * Where the pose of a photo was taken from, the most exact first: refined from the photos by COLMAP, the
 * phone's own warped onto the scan, or the matrices made for nerfstudio. Loose photos have the pose that
 * their file states, or one that is assumed.
 */
export const PoseSource = z.enum(["colmap", "aligned_pose", "nerfstudio", "stated", "assumed"]);
export type PoseSource = z.infer<typeof PoseSource>;
