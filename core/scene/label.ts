import * as z from "zod";

const lengthMax = 200;

/** A label as a file states it: some text of at most 200 characters. */
export const RawLabel = z
  .string()
  .max(lengthMax, `is longer than ${lengthMax} characters`)
  .refine((label) => normalizeLabel(label) !== "", "is empty")
  .refine(
    (label) => label.isWellFormed() && !label.includes("\0"),
    "holds a character that no text can hold (a zero byte or half a character)",
  );

/** Parts of the building and annotation rubbish: not the target of an edit. A run may exclude more (`excludedLabels` of its ProposeOptions) and take some for movable (`includedLabels` of its RunParameters). Source: GSI-Bench's fixed list and the ScanNet++ label set. */
const fixedLabels = new Set([
  "wall",
  "floor",
  "ceiling",
  "door",
  "window",
  "doorframe",
  "door frame",
  "window frame",
  "window sill",
  "blinds",
  "curtain",
  "ceiling light",
  "ceiling lamp",
  "object",
  "remove",
  "split",
  "bed",
  "kitchen cabinet",
  "kitchen counter",
  "cabinet",
  "wardrobe",
  "rug",
  "carpet",
  "mat",
  "whiteboard",
  "heater",
  "radiator",
  "pillar",
  "pipe",
  "socket",
  "light switch",
  "counter",
  "sink",
]);

/** Labels that denote structure which carries other things but is not an object in the way: never collided with. */
const structuralLabels = new Set([
  "wall",
  "floor",
  "ceiling",
  "door",
  "window",
  "doorframe",
  "door frame",
  "window frame",
  "window sill",
  "object",
  "remove",
  "split",
  "rug",
  "carpet",
  "mat",
]);

/** A raw annotation label as people say it: trimmed, lower case, single spaces. */
export function normalizeLabel(raw: string): string {
  return raw.trim().toLowerCase().replaceAll(/\s+/g, " ");
}

/**
 * Whether an object with this (normalised) label can be picked up, pushed or taken away. `included`: labels,
 * normalised too, that are taken for movable in the object's scene although the list says that they stay.
 */
export function isMovableLabel(label: string, included: readonly string[]): boolean {
  return !fixedLabels.has(label) || included.includes(label);
}

/** Whether a box with this (normalised) label is part of the building: a moved object does not collide with its box. */
export function isStructuralLabel(label: string): boolean {
  return structuralLabels.has(label);
}

/** Last words of labels of things with a flat top on which others can be put down. */
const receptacleThings = new Set([
  "table",
  "desk",
  "counter",
  "cabinet",
  "cupboard",
  "dresser",
  "nightstand",
  "sideboard",
  "stand",
  "bench",
  "stool",
  "drawer",
  "drawers",
  "pedestal",
  "shelf",
  "bookshelf",
]);

/** Whether a thing with this (normalised) label has a top on which others can be put down. Told by the label's last word. */
export function isReceptacleLabel(label: string): boolean {
  return receptacleThings.has(label.slice(label.lastIndexOf(" ") + 1));
}

/** Last words of labels of things that stand on the floor and nowhere else. */
const floorThings = new Set([
  "chair",
  "armchair",
  "stool",
  "bench",
  "sofa",
  "couch",
  "ottoman",
  "bed",
  "table",
  "desk",
  "dresser",
  "nightstand",
  "stand",
  "bookcase",
  "wardrobe",
  "fridge",
  "refrigerator",
  "toilet",
  "bathtub",
]);

/** Whether a thing with this (normalised) label can be taken to stand on the floor. Told by the label's last word. */
export function isFloorStandingLabel(label: string): boolean {
  return floorThings.has(label.slice(label.lastIndexOf(" ") + 1));
}

/** Last words of labels of things that look much the same from all sides, so that a turn about the vertical hardly shows. */
const roundThings = new Set([
  "bottle",
  "vase",
  "bowl",
  "plate",
  "ball",
  "bucket",
  "glass",
  "jar",
  "candle",
  "plant",
  "flower pot",
  "round table",
  "stool",
]);

/** Whether a thing with this (normalised) label looks much the same from all sides. Told by the label's last word or two: "potted plant", "round table". */
export function isRoundLabel(label: string): boolean {
  const words = label.split(" ");
  return roundThings.has(words.slice(-1).join(" ")) || roundThings.has(words.slice(-2).join(" "));
}
