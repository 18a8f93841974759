import { counted } from "#core/counted.ts";
import type { OperationKind } from "#core/operation/operation.ts";
import type { DraftQuotas } from "./draft-spec.ts";
import type { QuotaGroup, Slot } from "./quota-group.ts";
import { blockersOf } from "./quota-group.ts";

/** Why there are fewer picks of an operation, or of all, than wanted; null when there are not, or no number was stated. */
export function explainCount(
  name: OperationKind | "all",
  slots: readonly Slot[],
  wanted: number | null,
  quotas: DraftQuotas,
  isTotalReached: boolean,
): string | null {
  const picked = slots.filter((slot) => slot.kind.picked.has(slot));
  if (wanted === null || picked.length >= wanted) return null;
  const start = `${name}: ${picked.length} of ${wanted}: `;
  if (picked.length === slots.length) return `${start}there are no more that fit the query`;
  if (isTotalReached) return `${start}the total of ${quotas.total} is reached`;
  const scenes = new Set(slots.map(({ candidate }) => candidate.sceneId)).size;
  const left = slots.filter((slot) => !slot.kind.picked.has(slot));
  return `${start}of ${slots.length} in ${counted(scenes, "scene")}, ${left.length} cannot come in: ${reasonsOf(left, quotas).join(", ")}`;
}

/** Why a scene has fewer picks than its least; null when it has not, or none was stated. */
export function explainScene(
  sceneId: string,
  scene: QuotaGroup,
  quotas: DraftQuotas,
  isTotalReached: boolean,
): string | null {
  const { sceneMin } = quotas;
  const picked = scene.picked.size;
  if (sceneMin === null || picked >= sceneMin) return null;
  const start = `${sceneId}: ${picked} of at least ${sceneMin}: `;
  if (picked === scene.slots.length) return `${start}there are no more that fit the query`;
  if (isTotalReached) return `${start}the total of ${quotas.total} is reached`;
  const left = scene.slots.filter((slot) => !scene.picked.has(slot));
  return `${start}${left.length} cannot come in: ${reasonsOf(left, quotas).join(", ")}`;
}

/** What a pinned sample goes against; null when it fits. */
export function explainPin(slot: Slot, isInQuery: boolean): string | null {
  const [photo, object, scene] = slot.places;
  const { sceneId, imageId, operation, label } = slot.candidate;
  const broken = [
    isInQuery ? null : "it does not fit the query",
    overText(slot.kind, operation.kind),
    overText(scene, `scene ${sceneId}`),
    overText(photo, `photo ${imageId}`),
    overText(object, `this ${label}`),
  ].filter((text) => text !== null);
  return broken.length > 0 ? broken.join("; ") : null;
}

function overText({ picked, max }: QuotaGroup, name: string): string | null {
  return picked.size > max ? `${picked.size} of ${name} where ${max} may be` : null;
}

/** What keeps slots out, by the narrowest group that is full, the most frequent first. */
function reasonsOf(left: readonly Slot[], quotas: DraftQuotas): string[] {
  const groups = Map.groupBy(left, (slot) => {
    const [narrowest] = blockersOf(slot);
    const [photo, object] = slot.places;
    if (!narrowest) return "of an operation that has its number";
    if (narrowest === photo) return `in photos that hold ${quotas.photoMax} already`;
    if (narrowest === object) return `of objects that are in ${timesText(quotas.objectMax)}`;
    return `in scenes that hold ${quotas.sceneMax} already`;
  });
  return [...groups]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([reason, slots]) => `${slots.length} ${reason}`);
}

function timesText(count: number | null): string {
  return count === 1 ? "once already" : `${count} times already`;
}
