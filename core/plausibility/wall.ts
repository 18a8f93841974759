import { dot } from "#core/geometry/vector.ts";
import { isStructuralLabel } from "#core/scene/label.ts";
import type { ObjectFacts, SceneFacts } from "#core/scene/scene-facts.ts";

/**
 * Whether an object is an upright part of the building, at most `thicknessMaxMeters` thick: a wall that
 * nothing passes or shows through. Thicker boxes of such parts are rough, lying ones are floors.
 */
export function isWall(
  { directions }: SceneFacts,
  { object: { label, box }, axes }: ObjectFacts,
  thicknessMaxMeters: number,
): boolean {
  if (!isStructuralLabel(label)) return false;
  const thickness = Math.min(...box.size);
  const normal = axes[box.size.indexOf(thickness)]!;
  return thickness <= thicknessMaxMeters && Math.abs(dot(normal, directions.up)) < 0.5;
}

/** Whether an object is something solid: a thing, or a wall. */
export function isSolid(
  facts: SceneFacts,
  one: ObjectFacts,
  wallThicknessMaxMeters: number,
): boolean {
  return !isStructuralLabel(one.object.label) || isWall(facts, one, wallThicknessMaxMeters);
}
