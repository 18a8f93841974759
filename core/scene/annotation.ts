import * as z from "zod";
import { RawLabel, normalizeLabel } from "./label.ts";
import type { LabelMap } from "./label-map.ts";
import { mappedLabel, noLabelMap } from "./label-map.ts";
import { Obb } from "./obb.ts";

const shownLabelLength = 40;
const segmentMax = 2 ** 32 - 1;

/** One object of `segments_anno.json`. `obb` is null where the annotation has none and points must tell. */
export type AnnotatedObject = {
  /** The object's number as text: unique in the scene. */
  readonly key: string;
  /** The label as people say it: mapped where the collection maps it, else the raw one made plain. */
  readonly label: string;
  readonly rawLabel: string;
  readonly obb: Obb | null;
  /** Segment numbers whose mesh vertices belong to the object. */
  readonly segments: Uint32Array;
};

const Segments = z
  .custom<readonly unknown[]>(Array.isArray, "is not a list")
  .transform((list, context) => {
    const segments = new Uint32Array(list.length);
    for (let i = 0; i < list.length; i++) {
      const segment = list[i];
      if (
        !Number.isInteger(segment) ||
        !((segment as number) >= 0 && (segment as number) <= segmentMax)
      ) {
        context.addIssue({
          code: "custom",
          path: [i],
          message: `is not a whole number from 0 to ${segmentMax}`,
        });
        return z.NEVER;
      }
      segments[i] = segment as number;
    }
    return segments;
  });

const Group = z.object({
  objectId: z.number().int().min(1),
  label: RawLabel,
  segments: Segments.prefault([]),
  obb: Obb.nullish(),
});

/**
 * The objects of a `segments_anno.json`, added group by group, so that the file need not be in memory at
 * once. A group that cannot be used (bad number, bad label, bad box) is told of in a sentence. Of several
 * groups with one object number the first is kept. The box's own `min`, `max` and `dominantNormal` are not
 * read: they are known to disagree with the mesh.
 */
export class Annotation {
  readonly problems: string[] = [];
  readonly #labels: LabelMap;
  readonly #objects = new Map<string, AnnotatedObject>();
  #groups = 0;

  /** `labels`: what the labels of this collection stand for; empty where nobody says. */
  constructor(labels: LabelMap = noLabelMap) {
    this.#labels = labels;
  }

  get objects(): AnnotatedObject[] {
    return [...this.#objects.values()];
  }

  /** Takes one element of `segGroups`, as parsed. */
  add(raw: unknown): void {
    this.#groups++;
    const parsed = Group.safeParse(raw);
    if (!parsed.success) {
      this.problems.push(`${nameOf(raw, this.#groups)}: ${describe(parsed.error)}`);
      return;
    }
    const { objectId, label, segments, obb } = parsed.data;
    const key = String(objectId);
    const twin = this.#objects.get(key);
    if (twin) {
      this.problems.push(
        `${nameOf(raw, this.#groups)}: object number ${key} is already taken by "${twin.label}"; only the first is used`,
      );
      return;
    }
    this.#objects.set(key, {
      key,
      label: mappedLabel(this.#labels, label),
      rawLabel: label,
      obb: obb ?? null,
      segments,
    });
  }
}

/** The objects of a parsed `segments_anno.json`, small enough to be in memory at once, and what is wrong with it. */
export function readAnnotation(file: unknown): { objects: AnnotatedObject[]; problems: string[] } {
  const parsed = z.object({ segGroups: z.array(z.unknown()) }).safeParse(file);
  if (!parsed.success) return { objects: [], problems: ["there is no list segGroups in the file"] };
  const annotation = new Annotation();
  for (const group of parsed.data.segGroups) annotation.add(group);
  return annotation;
}

function nameOf(raw: unknown, place: number): string {
  const group = z.object({ objectId: z.number(), label: z.string().catch("") }).safeParse(raw);
  if (!group.success) return `group ${place} of the file`;
  const { objectId, label } = group.data;
  const shown = normalizeLabel(label.slice(0, shownLabelLength));
  const end = label.length > shownLabelLength ? "…" : "";
  return shown === "" ? `object ${objectId}` : `object ${objectId} ("${shown}${end}")`;
}

function describe(error: z.ZodError): string {
  const issue = error.issues[0]!;
  const path = issue.path.join(".");
  return path === "" ? issue.message : `${path} ${issue.message}`;
}
