import * as z from "zod";
import type { Intrinsics } from "#core/geometry/camera.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import { orthonormalize, quaternionFromMatrix, rotationError } from "#core/geometry/quaternion.ts";
import { Vec3, point } from "#core/geometry/space.ts";
import { describeIssue } from "./json-path.ts";
import { RawLabel, normalizeLabel } from "./label.ts";
import type { PhotoObject } from "./photo-object.ts";
import { PinholeMatrix, pinholeFromMatrix } from "./scan-pose.ts";

const toleranceOfRotation = 1e-3;
const idMax = 2 ** 31 - 1;

const Id = z.number().int().min(0).max(idMax);
const Flag = z.union([z.boolean(), z.literal(0), z.literal(1)]).transform(Boolean);

const Image = z.object({
  id: Id,
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  file_path: z.string().min(1).max(1000),
  K: PinholeMatrix,
  src_90_rotate: z.number().int().default(0),
  src_flagged: Flag.default(false),
});

/** What tells whether an annotation has a box at all; without one, the other fields hold -1. */
const Flags = z.object({
  id: Id,
  image_id: Id,
  valid3D: Flag,
  behind_camera: Flag.default(false),
});

const Solid = z.object({
  category_name: RawLabel,
  center_cam: Vec3,
  dimensions: Vec3,
  R_cam: z
    .tuple([Vec3, Vec3, Vec3])
    .refine((matrix) => rotationError(matrix) <= toleranceOfRotation, "is not a rotation"),
});

/** A photo of an Omni3D file with the boxes that can be used. */
export type Omni3dImage = {
  readonly id: number;
  /** Relative to a folder of datasets. */
  readonly filePath: string;
  readonly intrinsics: Intrinsics;
  /** How often the data set turned the photo counterclockwise by 90 degrees to set it upright. */
  readonly quarterTurns: number;
  readonly objects: PhotoObject[];
};

/** What could be read of an Omni3D file. */
export type Omni3dFile = {
  /** In order of their ids. */
  readonly images: readonly Omni3dImage[];
  /** Boxes that the file itself says not to use, counted by reason. */
  readonly dropped: ReadonlyMap<string, number>;
  /** A sentence for each entry that is not as it should be, beginning with its place in the file. */
  readonly problems: readonly string[];
};

/**
 * Reads a parsed Omni3D file (Cube R-CNN: `info`, `images`, `categories`, `annotations`; camera x right, y
 * down, z forward; metres). Boxes with `valid3D` false, `behind_camera` true or a side that is not positive
 * are counted and left out. Null when the lists `images` and `annotations` are not there.
 *
 * Source: facebookresearch/omni3d, DATA.md.
 */
export function readOmni3d(file: unknown): Omni3dFile | null {
  const lists = z
    .object({ images: z.array(z.unknown()), annotations: z.array(z.unknown()) })
    .safeParse(file);
  if (!lists.success) return null;
  const problems: string[] = [];
  const images = readImages(lists.data.images, problems);
  const dropped = new Map<string, number>();
  const keys = new Set<string>();
  lists.data.annotations.forEach((raw, index) => {
    const place = ["annotations", index];
    const flags = Flags.safeParse(raw);
    if (!flags.success) {
      problems.push(describeIssue(flags.error, place));
      return;
    }
    const { id, image_id: imageId } = flags.data;
    const image = images.get(imageId);
    const unusable = reasonToDrop(flags.data, image !== undefined);
    const solid = unusable ? null : Solid.safeParse(raw);
    if (solid && !solid.success) {
      problems.push(`${describeIssue(solid.error, place)} (annotation ${id})`);
      return;
    }
    const isFlat = solid?.data.dimensions.some((side) => side <= 0);
    const reason = unusable ?? (isFlat ? "a side is not longer than 0 (dimensions)" : null);
    if (reason || !solid || !image) {
      if (reason) dropped.set(reason, (dropped.get(reason) ?? 0) + 1);
      return;
    }
    const key = String(id);
    if (keys.has(key)) {
      problems.push(`annotations[${index}].id: ${key} is already taken; only the first is used`);
      return;
    }
    keys.add(key);
    const { category_name: rawLabel, center_cam: center, dimensions, R_cam: rotation } = solid.data;
    const label = normalizeLabel(rawLabel);
    image.objects.push({ key, label, rawLabel, box: boxFromOmni3d(center, dimensions, rotation) });
  });
  return { images: [...images.values()].toSorted((a, b) => a.id - b.id), dropped, problems };
}

/**
 * An Omni3D box in the studio's convention. There local x is the length, y the height (down) and z the
 * width, and `dimensions` are [width, height, length]; here x is the width and z the length, so the columns
 * of `R_cam` are taken in the order -z, y, x. Centre and sizes in metres, camera frame.
 */
export function boxFromOmni3d(center: Vec3, dimensions: Vec3, rotation: Matrix3): BoxInCamera {
  const turned = orthonormalize(rotation).map(([x, y, z]): Vec3 => [-z, y, x]);
  return orientedBox(
    point<"Camera">(...center),
    dimensions,
    quaternionFromMatrix([turned[0]!, turned[1]!, turned[2]!]),
  );
}

function readImages(list: readonly unknown[], problems: string[]): Map<number, Omni3dImage> {
  const images = new Map<number, Omni3dImage>();
  list.forEach((raw, index) => {
    const parsed = Image.safeParse(raw);
    if (!parsed.success) {
      problems.push(describeIssue(parsed.error, ["images", index]));
      return;
    }
    const { id, width, height, file_path: filePath, K, src_90_rotate, src_flagged } = parsed.data;
    const reason = images.has(id)
      ? "the id is already taken; only the first is used"
      : src_flagged
        ? "src_flagged: the data set itself doubts which way is up"
        : null;
    if (reason) problems.push(`images[${index}] (id ${id}, ${filePath}): ${reason}`);
    else
      images.set(id, {
        id,
        filePath,
        intrinsics: { ...pinholeFromMatrix(K), width, height },
        quarterTurns: src_90_rotate,
        objects: [],
      });
  });
  return images;
}

function reasonToDrop(flags: z.infer<typeof Flags>, hasImage: boolean): string | null {
  if (!flags.valid3D) return "there is no reliable box (valid3D is false)";
  if (flags.behind_camera) return "it is partly behind the camera (behind_camera)";
  return hasImage ? null : "its photo is not used or not in the file (image_id)";
}
