import * as z from "zod";
import { intersectPolygons, polygonArea } from "#core/geometry/convex-polygon.ts";
import { segmentMeetsBox } from "#core/geometry/ray-box.ts";
import { oncePer } from "#core/once-per.ts";
import type { ObjectFacts, Placement, SceneFacts } from "#core/scene/scene-facts.ts";
import type { CheckedEdit } from "./checked-edit.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./finding.ts";
import { nameObjects } from "./name-objects.ts";
import { isWall } from "./wall.ts";

/** When an object counts as having left the room. */
export const LeavesRoomOptions = z.object({
  /** Least share of its footprint above the floor that the photo knows. */
  shareMin: z.number().min(0).max(1).default(0.8),
  /** Upright parts of the building up to this thickness are walls, metres. */
  wallThicknessMaxMeters: z.number().min(0).default(0.2),
});
export type LeavesRoomOptions = z.infer<typeof LeavesRoomOptions>;

/**
 * The object must stay in the room: on its way to its new place it passes no wall, and it ends above the
 * floor. Known of the room are the boxes of floors and walls among the photo's objects; without any the
 * check passes. What stuck out beyond the floor's box before may stick out as far afterwards. A removal and
 * a change of view pass: they take nothing anywhere.
 */
export function checkLeavesRoom(subject: CheckedEdit, options: LeavesRoomOptions): Finding {
  const { facts, edit, before, after } = subject;
  if (!after || edit.operation.kind === "view")
    return finding("leaves-room", { passed: true, message: "nothing is taken anywhere" });
  const walls = wallsOf(facts).filter(
    (wall) =>
      wall.object.id !== edit.targetId &&
      isWall(facts, wall, options.wallThicknessMaxMeters) &&
      segmentMeetsBox(before.box.center, after.box.center, wall.object.box),
  );
  if (walls.length > 0) {
    return finding("leaves-room", {
      passed: false,
      message: `would be taken through ${nameObjects(walls)}`,
      objectIds: walls.map(({ object }) => object.id),
    });
  }
  const floors = floorsOf(facts);
  if (floors.length === 0)
    return finding("leaves-room", { passed: true, message: "where the floor ends is not known" });
  const value = shareAbove(floors, after);
  const limit = Math.min(options.shareMin, shareAbove(floors, before));
  const passed = value >= limit - rounding;
  return finding("leaves-room", {
    passed,
    value,
    limit,
    unit: "share",
    message: passed
      ? "stays in the room"
      : `leaves the room: only ${Math.round(value * 100)} % of it would be above the floor`,
  });
}

/** Keeps a thing that stays where it was from failing by the last digit. */
const rounding = 1e-9;

const floorsOf = oncePer((facts: SceneFacts) =>
  facts.objects.filter(({ object }) => object.label === "floor" || object.label.endsWith(" floor")),
);

const wallsOf = oncePer((facts: SceneFacts) =>
  facts.objects.filter((one) => isWall(facts, one, Number.POSITIVE_INFINITY)),
);

/** Share of the footprint above the floors, 0 to 1. Floors that overlap are counted twice, up to the whole. */
function shareAbove(floors: readonly ObjectFacts[], placement: Placement): number {
  if (placement.footprintSquareMeters <= 0) return 1;
  const area = floors.reduce(
    (sum, floor) => sum + polygonArea(intersectPolygons(placement.footprint, floor.footprint)),
    0,
  );
  return Math.min(1, area / placement.footprintSquareMeters);
}
