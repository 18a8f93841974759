import * as z from "zod";
import { Intrinsics } from "#core/geometry/camera.ts";
import { rotationError } from "#core/geometry/quaternion.ts";
import { Vec3 } from "#core/geometry/space.ts";
import { RawLabel } from "./label.ts";
import { SceneId } from "./scan-names.ts";
import { PoseMatrix } from "./scan-pose.ts";

const toleranceOfRotation = 1e-3;
const side = z.number().min(0);

/** A name inside a scene: 1 to 64 letters, digits, `_` or `-`, beginning with a letter or digit. */
const Key = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, "must be 1 to 64 letters, digits, _ or -");

const Rotation = z
  .union(
    [
      z
        .tuple([z.number(), z.number(), z.number(), z.number()])
        .refine((q) => Math.hypot(...q) > 1e-6, "is no rotation: all four numbers are 0"),
      z
        .tuple([Vec3, Vec3, Vec3])
        .refine(
          (rows) => rotationError(rows) <= toleranceOfRotation,
          "is no rotation: its columns must be unit vectors at right angles, right-handed",
        ),
    ],
    "must be a quaternion [x, y, z, w], not all 0, or a rotation matrix of three rows",
  )
  .describe(
    "Takes the box's own axes to the frame: a quaternion [x, y, z, w] or a matrix of three rows.",
  );

/** A labelled box that all photos of a scene share, in its world (z up, metres). */
export const WorldBox = z.strictObject({
  id: Key.optional().describe("Unique among its neighbours; else its place in the list."),
  label: RawLabel.describe("What it is, in plain words: office chair."),
  center: Vec3.describe("Geometric centre, metres."),
  size: z
    .tuple([side, side, side])
    .describe("Full lengths along the box's own x, y and z axes, metres."),
  rotation: Rotation,
});
export type WorldBox = z.infer<typeof WorldBox>;

/** A labelled box of one photo, in its camera frame (x right, y down, z forward) or in the world. */
export const PhotoBox = WorldBox.extend({
  frame: z
    .enum(["camera", "world"])
    .default("camera")
    .describe("camera: x right, y down, z forward. world: z up; the photo needs a pose."),
});
export type PhotoBox = z.infer<typeof PhotoBox>;

/** One photo with its camera and the boxes that belong to it alone. */
export const PhotoEntry = z.strictObject({
  file: z
    .string()
    .min(1)
    .max(1000)
    .describe("Path of the JPEG, from the folder of this file; it may not lead out of it."),
  width: Intrinsics.shape.width.describe("Pixels, as stored in the file."),
  height: Intrinsics.shape.height,
  intrinsics: Intrinsics.omit({ width: true, height: true })
    .strict()
    .describe("Pinhole camera for this size, pixels; the first pixel's centre is at (0, 0)."),
  pose: PoseMatrix.optional().describe(
    "Camera to world, four rows, camera x right, y down, z forward, world z up, metres.",
  ),
  boxes: z.array(PhotoBox).default([]),
});
export type PhotoEntry = z.infer<typeof PhotoEntry>;

/** A scene: photos of one room, or photos that have nothing in common. */
export const PhotoScene = z.strictObject({
  id: SceneId.describe("Name of the scene: 1 to 64 letters, digits, _ or -."),
  floorHeight: z.number().optional().describe("Height of the floor in the world (z), metres."),
  images: z.array(PhotoEntry).min(1),
  objects: z
    .array(WorldBox)
    .default([])
    .describe("Boxes in the world that every photo may show; then every photo needs a pose."),
});

/** THE format of photos with cameras and boxes: what `docs/photos-and-boxes.schema.json` is made from. */
export const PhotosFile = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal("gsi-photos"),
    version: z.literal(1),
    scenes: z.array(PhotoScene).min(1),
  })
  .describe("Photos, their pinhole cameras and labelled 3D boxes, for gsi import.");
