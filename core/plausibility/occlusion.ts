import * as z from "zod";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { boxAxes } from "#core/geometry/oriented-box.ts";
import { invertQuaternion, rotate } from "#core/geometry/quaternion.ts";
import type { ImageRect } from "#core/geometry/projection.ts";
import type { Vec3 } from "#core/geometry/space.ts";
import { scale } from "#core/geometry/vector.ts";
import { oncePer } from "#core/once-per.ts";
import type { ObjectFacts, Placement, SceneFacts } from "#core/scene/scene-facts.ts";
import type { CheckedEdit } from "./checked-edit.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./finding.ts";
import { nameObjects } from "./name-objects.ts";
import { isSolid } from "./wall.ts";

/** How much of the object other things may hide after the edit. */
export const OcclusionOptions = z.object({
  /** From this share of the box on, what hides it is reported. */
  softShareMin: z.number().min(0).max(1).default(0.5),
  /** From this share on the edit is blocked. */
  hardShareMin: z.number().min(0).max(1).default(0.85),
  /** How much more than before must be hidden to be put down to the edit. */
  addedShareMin: z.number().min(0).max(1).default(0.05),
  /** Upright parts of the building up to this thickness hide what is behind them, metres. */
  wallThicknessMaxMeters: z.number().min(0).default(0.2),
});
export type OcclusionOptions = z.infer<typeof OcclusionOptions>;

/**
 * Other things must not hide the object after the edit. Told by the order of the boxes: the share of points
 * spread over the object's box that lie BEHIND another box as the camera looks. A point in another box is
 * not hidden by it: things stand in the boxes of sofas and under those of tables. What was hidden as much
 * before is no fault of the edit. A removal passes; a change of view has nothing to say here.
 */
export function checkOcclusion(subject: CheckedEdit, options: OcclusionOptions): Finding | null {
  const { facts, edit, after } = subject;
  if (edit.operation.kind === "view") return null;
  if (!after)
    return finding("occlusion", { passed: true, message: "nothing is left to be hidden" });
  const now = hiddenPart(facts, after, edit.targetId, options);
  const then = hiddenBefore(subject, options);
  const passed = now.share < options.softShareMin || now.share < then.share + options.addedShareMin;
  const percents = `${percent(now.share)} hidden (before ${percent(then.share)})`;
  return finding("occlusion", {
    passed,
    severity: now.share >= options.hardShareMin ? "hard" : "soft",
    value: now.share,
    limit: options.softShareMin,
    unit: "share",
    message: passed ? percents : `${percents} by ${nameObjects(now.by)}`,
    objectIds: passed ? [] : now.by.map(({ object }) => object.id),
  });
}

/** The share of a box that other boxes hide, 0 to 1, and those that hide some of it. */
type HiddenPart = { readonly share: number; readonly by: readonly ObjectFacts[] };

const pointsPerAxis = 4;
const pointCount = pointsPerAxis ** 3;

function hiddenPart(
  facts: SceneFacts,
  placement: Placement,
  selfId: string,
  options: OcclusionOptions,
): HiddenPart {
  const hidden = new Uint8Array(pointCount);
  const by: ObjectFacts[] = [];
  for (const other of facts.objects)
    if (
      other.object.id !== selfId &&
      canHide(other, placement) &&
      isSolid(facts, other, options.wallThicknessMaxMeters) &&
      markHidden(hidden, placement.box, other.box)
    )
      by.push(other);
  return { share: hidden.reduce((sum, one) => sum + one, 0) / pointCount, by };
}

/** Whether a box can hide some of another by its rectangle in the picture and its distance. */
function canHide(other: Placement, placement: Placement): boolean {
  return (
    other.rect896 !== null &&
    placement.rect896 !== null &&
    rectsOverlap(other.rect896, placement.rect896) &&
    other.minDepthMeters < placement.maxDepthMeters
  );
}

function rectsOverlap(a: ImageRect, b: ImageRect): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

/** Marks the points of `box` for which the line of sight leaves `other` before it reaches them. Whether there are any. */
function markHidden(hidden: Uint8Array, box: BoxInCamera, other: BoxInCamera): boolean {
  // In the axes of `other` its sides are constants: there the camera, and what lies at right angles in `box`.
  const otherFromCamera = invertQuaternion(other.rotation);
  const half = scale(other.size, 0.5);
  const eye = rotate<Vec3>(otherFromCamera, scale(other.center, -1));
  const middle = rotate<Vec3>(otherFromCamera, box.center);
  const [x, y, z] = boxAxes(box);
  const [w, h, l] = [
    rotate<Vec3>(otherFromCamera, scale(x, box.size[0])),
    rotate<Vec3>(otherFromCamera, scale(y, box.size[1])),
    rotate<Vec3>(otherFromCamera, scale(z, box.size[2])),
  ];
  let hidesSome = false;
  for (let index = 0; index < pointCount; index++) {
    if (hidden[index]) continue;
    const a = placeOnAxis(index % pointsPerAxis);
    const b = placeOnAxis(Math.floor(index / pointsPerAxis) % pointsPerAxis);
    const c = placeOnAxis(Math.floor(index / pointsPerAxis ** 2));
    // Slab by slab, where the line of sight is inside: 0 is the camera, 1 the point.
    let [enter, exit] = [0, Infinity];
    for (const axis of axisNumbers) {
      const step = middle[axis] + a * w[axis] + b * h[axis] + c * l[axis];
      const one = (-half[axis] - eye[axis]) / step;
      const two = (half[axis] - eye[axis]) / step;
      enter = Math.max(enter, Math.min(one, two));
      exit = Math.min(exit, Math.max(one, two));
    }
    if (enter < exit && exit < 1) {
      hidden[index] = 1;
      hidesSome = true;
    }
  }
  return hidesSome;
}

const axisNumbers = [0, 1, 2] as const;

/** Middle of a cell along an axis of the box, -0.5 to 0.5. */
function placeOnAxis(cell: number): number {
  return (cell + 0.5) / pointsPerAxis - 0.5;
}

/** What hides the objects where they are, by limits and id: the same for all candidate edits of an object. */
const knownParts = oncePer<SceneFacts, WeakMap<OcclusionOptions, Map<string, HiddenPart>>>(
  () => new WeakMap(),
);

function hiddenBefore(
  { facts, edit, target, before }: CheckedEdit,
  options: OcclusionOptions,
): HiddenPart {
  if (target !== before) return hiddenPart(facts, before, edit.targetId, options);
  const known = knownParts(facts);
  const byId = known.get(options) ?? new Map<string, HiddenPart>();
  known.set(options, byId);
  const part = byId.get(edit.targetId) ?? hiddenPart(facts, before, edit.targetId, options);
  byId.set(edit.targetId, part);
  return part;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
