import * as z from "zod";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import type { ImageRect } from "#core/geometry/projection.ts";
import type { Vec3 } from "#core/geometry/space.ts";
import { dot } from "#core/geometry/vector.ts";
import { oncePer } from "#core/once-per.ts";
import { applyToScene } from "#core/operation/apply-to-scene.ts";
import type { ObjectFacts, Placement, SceneFacts } from "#core/scene/scene-facts.ts";
import { sceneFacts } from "#core/scene/scene-facts.ts";
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
 * before is no fault of the edit. A removal passes.
 */
export function checkOcclusion(subject: CheckedEdit, options: OcclusionOptions): Finding {
  const { edit, after } = subject;
  if (!after)
    return finding("occlusion", { passed: true, message: "nothing is left to be hidden" });
  const now = hiddenPart(factsAfter(subject), after, edit.targetId, options);
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

/** The photo as it is after the edit: another one only after a change of view, which moves every box. */
function factsAfter({ facts, edit }: CheckedEdit): SceneFacts {
  return edit.operation.kind === "view"
    ? sceneFacts(applyToScene(facts.scene, edit.targetId, edit.operation))
    : facts;
}

/** The share of a box that other boxes hide, 0 to 1, and those that hide some of it. */
type HiddenPart = { readonly share: number; readonly by: readonly ObjectFacts[] };

const pointsPerAxis = 3;
const pointCount = pointsPerAxis ** 3;

/** Used again for every box: 1 for its points that are hidden. */
const hidden = new Uint8Array(pointCount);

function hiddenPart(
  facts: SceneFacts,
  placement: Placement,
  selfId: string,
  options: OcclusionOptions,
): HiddenPart {
  hidden.fill(0);
  const by: ObjectFacts[] = [];
  for (const other of facts.objects)
    if (
      canHide(other, placement) &&
      other.object.id !== selfId &&
      isSolid(facts, other, options.wallThicknessMaxMeters) &&
      markHidden(placement, hiderOf(other))
    )
      by.push(other);
  let count = 0;
  if (by.length > 0) for (const one of hidden) count += one;
  return { share: count / pointCount, by };
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

/** A box as what may hide others: the axes of the box, and how far along them its sides are from the camera. */
type Hider = { readonly axes: Matrix3; readonly near: Vec3; readonly far: Vec3 };

const hiderOf = oncePer(({ box, axes }: ObjectFacts): Hider => {
  const along = (axis: 0 | 1 | 2, sign: number) =>
    dot(axes[axis], box.center) + (sign * box.size[axis]) / 2;
  return {
    axes,
    near: [along(0, -1), along(1, -1), along(2, -1)],
    far: [along(0, 1), along(1, 1), along(2, 1)],
  };
});

/**
 * Marks the points of a box that the camera could see only through the hider: their line of sight leaves it
 * before it reaches them (slab method; 0 is the camera and 1 the point). Whether there are any.
 */
function markHidden({ box, axes: [x, y, z] }: Placement, { axes, near, far }: Hider): boolean {
  // The lines of sight along the axes of the hider: a middle one and what the edges of the box add to it.
  const m = alongAxes(axes, box.center, 1);
  const w = alongAxes(axes, x, box.size[0]);
  const h = alongAxes(axes, y, box.size[1]);
  const l = alongAxes(axes, z, box.size[2]);
  for (const axis of axisNumbers) {
    const spread = (Math.abs(w[axis]) + Math.abs(h[axis]) + Math.abs(l[axis])) / 2;
    // All points lie on the camera's side of the hider.
    if (near[axis] > 0 && m[axis] + spread < near[axis]) return false;
    if (far[axis] < 0 && m[axis] - spread > far[axis]) return false;
  }
  const [m0, m1, m2] = m;
  const [w0, w1, w2] = w;
  const [h0, h1, h2] = h;
  const [l0, l1, l2] = l;
  const [near0, near1, near2] = near;
  const [far0, far1, far2] = far;
  let hidesSome = false;
  let index = 0;
  for (const a of cells)
    for (const b of cells) {
      const d0 = m0 + a * w0 + b * h0;
      const d1 = m1 + a * w1 + b * h1;
      const d2 = m2 + a * w2 + b * h2;
      for (const c of cells) {
        const s0 = 1 / (d0 + c * l0);
        const s1 = 1 / (d1 + c * l1);
        const s2 = 1 / (d2 + c * l2);
        const exit = Math.min(
          (s0 > 0 ? far0 : near0) * s0,
          (s1 > 0 ? far1 : near1) * s1,
          (s2 > 0 ? far2 : near2) * s2,
        );
        const point = index++;
        if (!(exit > 0 && exit < 1)) continue;
        const enter = Math.max(
          (s0 > 0 ? near0 : far0) * s0,
          (s1 > 0 ? near1 : far1) * s1,
          (s2 > 0 ? near2 : far2) * s2,
        );
        if (enter >= exit) continue;
        hidden[point] = 1;
        hidesSome = true;
      }
    }
  return hidesSome;
}

const axisNumbers = [0, 1, 2] as const;

/** Middles of the cells along an edge of the box, as shares of the edge from its middle. */
const cells = Array.from(
  { length: pointsPerAxis },
  (_, cell) => (cell + 0.5) / pointsPerAxis - 0.5,
);

function alongAxes(axes: Matrix3, v: Vec3, factor: number): Vec3 {
  return [factor * dot(axes[0], v), factor * dot(axes[1], v), factor * dot(axes[2], v)];
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
