import * as z from "zod";
import type { Intrinsics } from "#core/geometry/camera.ts";
import type { BoxInWorld, OrientedBox } from "#core/geometry/oriented-box.ts";
import { orientedBox, transformBox } from "#core/geometry/oriented-box.ts";
import type { Matrix3, Quaternion } from "#core/geometry/quaternion.ts";
import {
  normalizeQuaternion,
  orthonormalize,
  quaternionFromMatrix,
} from "#core/geometry/quaternion.ts";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import { invert } from "#core/geometry/rigid-transform.ts";
import type { Space } from "#core/geometry/space.ts";
import { point } from "#core/geometry/space.ts";
import { describeIssue, jsonPath } from "./json-path.ts";
import { normalizeLabel } from "./label.ts";
import type { PhotoObject } from "./photo-object.ts";
import { PhotoBox, PhotoEntry, PhotoScene, PhotosFile, WorldBox } from "./photos-and-boxes.ts";
import { poseFromMatrix } from "./scan-pose.ts";

/** A photo of the file, in the order of the file. */
export type DescribedPhoto = {
  /** Its place in the file, for messages. */
  readonly place: string;
  readonly file: string;
  readonly intrinsics: Intrinsics;
  /** Null where the file states no pose. */
  readonly cameraFromWorld: CameraFromWorld | null;
  /** The boxes of this photo alone, in its camera frame; keys are unique in the photo. */
  readonly objects: readonly PhotoObject[];
};

/** A scene of the file, with a sentence for each photo and box that cannot be used. */
export type DescribedScene = {
  readonly photos: readonly DescribedPhoto[];
  /** Boxes of the whole scene; keys are unique. */
  readonly objects: readonly (Omit<PhotoObject, "box"> & { readonly box: BoxInWorld })[];
  readonly floorHeightMeters: number | null;
  readonly problems: readonly string[];
};

/** A scene that was not looked into yet. */
export type ListedScene = { readonly id: string; readonly index: number; readonly raw: unknown };

const LooseFile = PhotosFile.extend({ scenes: z.array(z.unknown()).min(1) });
const LooseScene = PhotoScene.extend({
  images: z.array(z.unknown()).min(1),
  objects: z.array(z.unknown()).default([]),
});
const LooseEntry = PhotoEntry.extend({ boxes: z.array(z.unknown()).default([]) });

/** The scenes of a parsed file in the format of {@link PhotosFile}, and a sentence for each that has no usable id. */
export function listPhotoScenes(file: unknown): { scenes: ListedScene[]; problems: string[] } {
  const parsed = LooseFile.safeParse(file);
  if (!parsed.success) return { scenes: [], problems: [describeIssue(parsed.error, [])] };
  const scenes = new Map<string, ListedScene>();
  const problems: string[] = [];
  parsed.data.scenes.forEach((raw, index) => {
    const named = z.looseObject({ id: PhotoScene.shape.id }).safeParse(raw);
    if (!named.success) problems.push(describeIssue(named.error, ["scenes", index]));
    else if (scenes.has(named.data.id))
      problems.push(`scenes[${index}].id: ${named.data.id} is there twice; only the first is used`);
    else scenes.set(named.data.id, { id: named.data.id, index, raw });
  });
  return { scenes: [...scenes.values()], problems };
}

/** Reads one scene. One bad box does not cost its photo, one bad photo not the scene. */
export function readPhotoScene({ index, raw }: ListedScene): DescribedScene {
  const place = ["scenes", index];
  const parsed = LooseScene.safeParse(raw);
  if (!parsed.success) {
    const problems = [describeIssue(parsed.error, place)];
    return { photos: [], objects: [], floorHeightMeters: null, problems };
  }
  const { images, objects: rawObjects, floorHeight } = parsed.data;
  const problems: string[] = [];
  const objects = readBoxes(WorldBox, rawObjects, [...place, "objects"], problems).map(
    ({ key, box: stated }) => ({ ...namesOf(key, stated), box: boxOf<"World">(stated) }),
  );
  const files = new Set<string>();
  const photos = images.flatMap((rawImage, at) => {
    const photo = readPhoto(rawImage, [...place, "images", at], rawObjects.length > 0, problems);
    if (!photo) return [];
    if (files.has(photo.file)) {
      problems.push(`${photo.place}.file: ${photo.file} is there twice; only the first is used`);
      return [];
    }
    files.add(photo.file);
    return [photo];
  });
  return { photos, objects, floorHeightMeters: floorHeight ?? null, problems };
}

function readPhoto(
  raw: unknown,
  place: readonly PropertyKey[],
  needsPose: boolean,
  problems: string[],
): DescribedPhoto | null {
  const parsed = LooseEntry.safeParse(raw);
  if (!parsed.success) {
    problems.push(describeIssue(parsed.error, place));
    return null;
  }
  const { file, width, height, intrinsics, pose, boxes } = parsed.data;
  const read = pose && poseFromMatrix(pose);
  if (read && "problem" in read) {
    problems.push(`${jsonPath([...place, "pose"])}: ${read.problem}`);
    return null;
  }
  if (!read && needsPose) {
    problems.push(
      `${jsonPath([...place, "pose"])}: is missing, and without it the scene's objects have no place in the photo: add it, or give each photo its own boxes`,
    );
    return null;
  }
  const cameraFromWorld = read ? invert(read) : null;
  const listed = readBoxes(PhotoBox, boxes, [...place, "boxes"], problems);
  const objects = listed.flatMap(({ key, at, box: stated }): PhotoObject[] => {
    const names = namesOf(key, stated);
    if (stated.frame === "camera") return [{ ...names, box: boxOf<"Camera">(stated) }];
    if (cameraFromWorld)
      return [{ ...names, box: transformBox(cameraFromWorld, boxOf<"World">(stated)) }];
    const where = jsonPath([...place, "boxes", at, "frame"]);
    problems.push(`${where}: a box in the world needs the photo's pose: add it`);
    return [];
  });
  return {
    place: jsonPath(place),
    file,
    intrinsics: { ...intrinsics, width, height },
    cameraFromWorld,
    objects,
  };
}

function readBoxes<Stated extends WorldBox>(
  schema: z.ZodType<Stated>,
  raws: readonly unknown[],
  place: readonly PropertyKey[],
  problems: string[],
): { key: string; at: number; box: Stated }[] {
  const keys = new Set<string>();
  return raws.flatMap((raw, at) => {
    const parsed = schema.safeParse(raw);
    if (!parsed.success) {
      problems.push(describeIssue(parsed.error, [...place, at]));
      return [];
    }
    const key = parsed.data.id ?? String(at);
    if (keys.has(key)) {
      problems.push(
        `${jsonPath([...place, at, "id"])}: ${key} is already taken; only the first is used`,
      );
      return [];
    }
    keys.add(key);
    return [{ key, at, box: parsed.data }];
  });
}

function namesOf(key: string, { label: rawLabel }: WorldBox): Omit<PhotoObject, "box"> {
  return { key, label: normalizeLabel(rawLabel), rawLabel };
}

function boxOf<S extends Space>({ center, size, rotation }: WorldBox): OrientedBox<S> {
  return orientedBox(point<S>(...center), size, quaternionOf(rotation));
}

function quaternionOf(rotation: WorldBox["rotation"]): Quaternion {
  return isMatrix(rotation)
    ? quaternionFromMatrix(orthonormalize(rotation))
    : normalizeQuaternion(rotation);
}

function isMatrix(rotation: WorldBox["rotation"]): rotation is Matrix3 & WorldBox["rotation"] {
  return rotation.length === 3;
}
