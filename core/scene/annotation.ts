import * as z from "zod";
import { RawLabel, normalizeLabel } from "./label.ts";
import { Obb } from "./obb.ts";

/** One object of `segments_anno.json`. `obb` is null where the annotation has none and points must tell. */
export type AnnotatedObject = {
  /** The object's number as text: unique in the scene. */
  readonly key: string;
  readonly label: string;
  readonly rawLabel: string;
  readonly obb: Obb | null;
  /** Segment numbers whose mesh vertices belong to the object. */
  readonly segments: readonly number[];
};

const Group = z.object({
  objectId: z.number().int().min(1),
  label: RawLabel,
  segments: z.array(z.number().int().min(0)).default([]),
  obb: Obb.nullish(),
});

/**
 * The objects of a parsed `segments_anno.json`, and a sentence for each group that cannot be used
 * (bad number, bad label, bad box, an object number seen before). The first of two groups with one number
 * is kept.
 */
export function readAnnotation(file: unknown): { objects: AnnotatedObject[]; problems: string[] } {
  const groups = z.object({ segGroups: z.array(z.unknown()) }).safeParse(file);
  if (!groups.success) return { objects: [], problems: ["there is no list segGroups in the file"] };
  const objects = new Map<string, AnnotatedObject>();
  const problems: string[] = [];
  groups.data.segGroups.forEach((raw, index) => {
    const parsed = Group.safeParse(raw);
    if (!parsed.success) {
      problems.push(`${nameOf(raw, index)}: ${describe(parsed.error)}`);
      return;
    }
    const { objectId, label, segments, obb } = parsed.data;
    const key = String(objectId);
    if (objects.has(key)) {
      problems.push(
        `${nameOf(raw, index)}: object number ${key} is already taken by "${objects.get(key)!.label}"; only the first is used`,
      );
      return;
    }
    objects.set(key, {
      key,
      label: normalizeLabel(label),
      rawLabel: label,
      obb: obb ?? null,
      segments,
    });
  });
  return { objects: [...objects.values()], problems };
}

function nameOf(raw: unknown, index: number): string {
  const group = z.object({ objectId: z.number() }).safeParse(raw);
  return group.success ? `object ${group.data.objectId}` : `group ${index + 1} of the file`;
}

function describe(error: z.ZodError): string {
  const issue = error.issues[0]!;
  const path = issue.path.join(".");
  return path === "" ? issue.message : `${path} ${issue.message}`;
}
