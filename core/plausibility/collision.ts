import * as z from "zod";
import { boxPenetration } from "#core/geometry/box-overlap.ts";
import type { ObjectFacts, Placement } from "#core/scene/scene-facts.ts";
import { boundsOverlap } from "#core/scene/scene-facts.ts";
import type { CheckedEdit } from "./checked-edit.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./finding.ts";
import { nameObjects } from "./name-objects.ts";
import { isSolid } from "./wall.ts";

/** When two boxes count as colliding. */
export const CollisionOptions = z.object({
  /** Overlap beyond what there was before the edit that is put down to loose boxes, metres. */
  toleranceMeters: z.number().min(0).default(0.05),
  /** Upright parts of the building thinner than this are walls that nothing passes; thicker boxes of them are taken for rough. Metres. */
  wallThicknessMaxMeters: z.number().min(0).default(0.2),
});
export type CollisionOptions = z.infer<typeof CollisionOptions>;

/**
 * The object must not be put into another one. What counts is overlap that the edit ADDS: a chair under a
 * table overlaps the table's box before and after. What the object stands on or in is no obstacle, nor are
 * floors, rugs and thick boxes of building parts; thin upright ones are walls. A removal and
 * a change of view pass.
 */
export function checkCollision(subject: CheckedEdit, options: CollisionOptions): Finding {
  const { facts, edit, before, after } = subject;
  if (!after) return finding("collision", { passed: true, message: "nothing is left to collide" });
  if (edit.operation.kind === "view")
    return finding("collision", { passed: true, message: "nothing in the room moves" });
  const carriers = subject.restAfter?.carriers ?? [];
  let worst = 0;
  const hit: ObjectFacts[] = [];
  for (const other of facts.objects) {
    if (!isInReach(other, after) || other.object.id === edit.targetId) continue;
    if (carriers.some(({ object }) => object === other)) continue;
    if (!isSolid(facts, other, options.wallThicknessMaxMeters)) continue;
    const now = depthMeters(other, after);
    if (now <= options.toleranceMeters) continue;
    const added = now - depthMeters(other, before);
    worst = Math.max(worst, added);
    if (added > options.toleranceMeters) hit.push(other);
  }
  return finding("collision", {
    passed: hit.length === 0,
    value: worst,
    limit: options.toleranceMeters,
    unit: "m",
    message:
      hit.length === 0
        ? "its new place is free"
        : `reaches ${worst.toFixed(2)} m into ${nameObjects(hit)}`,
    objectIds: hit.map(({ object }) => object.id),
  });
}

function isInReach(a: Placement, b: Placement): boolean {
  return (
    a.bottomMeters < b.topMeters &&
    b.bottomMeters < a.topMeters &&
    boundsOverlap(a.bounds, b.bounds)
  );
}

function depthMeters(a: Placement, b: Placement): number {
  return boxPenetration(a.box, b.box, a.axes, b.axes)?.depthMeters ?? 0;
}
