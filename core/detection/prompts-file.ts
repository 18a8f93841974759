import * as z from "zod";
import { describeIssue, jsonPath } from "#core/scene/json-path.ts";
import { normalizeLabel, RawLabel } from "#core/scene/label.ts";
import type { PictureSize } from "./front-end-size.ts";
import type { Prompt } from "./prompt.ts";

const promptsMax = 1000;
const framesMax = 100_000;

/** A labelled place of one photo: a rectangle or a point. */
const PromptEntry = z
  .strictObject({
    key: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe("Unique in the photo; else its place in the list."),
    label: RawLabel.describe("What it is, in plain words: office chair."),
    score: z.number().min(0).max(1).default(1).describe("How sure the finder is."),
    rect: z
      .tuple([z.number(), z.number(), z.number(), z.number()])
      .optional()
      .describe("Left, top, right, bottom in pixels; the first pixel's centre is at (0, 0)."),
    point: z.tuple([z.number(), z.number()]).optional().describe("A place on the thing, pixels."),
  })
  .refine(
    ({ rect, point }) => (rect === undefined) !== (point === undefined),
    "must have either rect or point",
  );

/** THE format of places found beforehand: what `docs/prompts.schema.json` is made from. */
export const PromptsFile = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal("gsi-prompts"),
    version: z.literal(1),
    frames: z
      .record(z.string(), z.array(PromptEntry).max(promptsMax))
      .describe("By the photo's key: the name of its file without folders and ending."),
  })
  .describe("Labelled places in photos, for a 3D detector to be asked about.");

const LooseFile = PromptsFile.extend({ frames: z.record(z.string(), z.unknown()) });

/** A file of prompts that was not looked into beyond its frames. */
export type ListedPrompts = ReadonlyMap<string, unknown>;

/** The frames of a parsed file in the format of {@link PromptsFile}; `problem` says why there are none. */
export function listPromptFrames(
  file: unknown,
): { readonly frames: ListedPrompts } | { readonly problem: string } {
  const parsed = LooseFile.safeParse(file);
  if (!parsed.success) return { problem: describeIssue(parsed.error, []) };
  const frames = new Map(Object.entries(parsed.data.frames));
  return frames.size > framesMax
    ? { problem: `frames: holds more than ${framesMax} photos: split it by scene` }
    : { frames };
}

/** A sentence for each frame of the file that is not among the scene's. */
export function unknownPromptFrames(
  frames: ListedPrompts,
  frameKeys: Iterable<string>,
): readonly string[] {
  const known = new Set(frameKeys);
  return [...frames.keys()]
    .filter((key) => !known.has(key))
    .map((key) => `${jsonPath(["frames", key])}: the scene has no photo of this key`);
}

/**
 * The prompts of one photo, in the order of the file, in pixels of the photo and cut to it, with a sentence
 * for each that cannot be used: one bad prompt does not cost the photo. A label that is not among `labels`
 * (in any writing) is used, and told. A photo that the file does not have has no prompts, which is told too.
 */
export function readFramePrompts(
  frames: ListedPrompts,
  frameKey: string,
  labels: readonly string[],
  photo: PictureSize,
): { readonly prompts: Prompt[]; readonly problems: string[] } {
  const place = ["frames", frameKey];
  if (!frames.has(frameKey))
    return { prompts: [], problems: [`${jsonPath(place)}: the file has no such photo`] };
  const list = z.array(z.unknown()).max(promptsMax).safeParse(frames.get(frameKey));
  if (!list.success) return { prompts: [], problems: [describeIssue(list.error, place)] };
  const known = new Set(labels.map(normalizeLabel));
  const keys = new Set<string>();
  const problems: string[] = [];
  const prompts = list.data.flatMap((raw, at): Prompt[] => {
    const parsed = PromptEntry.safeParse(raw);
    if (!parsed.success) {
      problems.push(describeIssue(parsed.error, [...place, at]));
      return [];
    }
    const { key: stated, label: rawLabel, score, rect, point } = parsed.data;
    const where = (field: string) => jsonPath([...place, at, field]);
    const key = `precomputed:${stated ?? at}`;
    if (keys.has(key)) {
      problems.push(`${where("key")}: ${stated ?? at} is already taken; only the first is used`);
      return [];
    }
    const shown = rect ? cutRect(rect, photo) : point && placeOfPoint(point, photo);
    if (!shown) {
      const size = `${photo.width} x ${photo.height}`;
      const field = where(rect ? "rect" : "point");
      problems.push(`${field}: has no part in the photo of ${size} pixels`);
      return [];
    }
    keys.add(key);
    const label = normalizeLabel(rawLabel);
    if (!known.has(label))
      problems.push(`${where("label")}: ${label} is not among the labels looked for`);
    return [{ key, label, score, place: shown }];
  });
  return { prompts, problems };
}

type Place = Prompt["place"];

function cutRect(
  [x1, y1, x2, y2]: readonly [number, number, number, number],
  { width, height }: PictureSize,
): Place | null {
  const [left, top] = [Math.max(-0.5, x1), Math.max(-0.5, y1)];
  const [right, bottom] = [Math.min(width - 0.5, x2), Math.min(height - 0.5, y2)];
  const hasArea = left < right && top < bottom;
  return hasArea ? { kind: "rect", rect: [left, top, right, bottom] } : null;
}

function placeOfPoint(at: readonly [number, number], { width, height }: PictureSize): Place | null {
  const [x, y] = at;
  const isInside = x >= -0.5 && y >= -0.5 && x <= width - 0.5 && y <= height - 0.5;
  return isInside ? { kind: "point", at } : null;
}
