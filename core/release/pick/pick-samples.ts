import { OperationKind } from "#core/operation/operation.ts";
import type { DraftSpec } from "./draft-spec.ts";
import { drawOrder } from "./draw-order.ts";
import { explainCount, explainPin, explainScene } from "./explain-pick.ts";
import { fillQuotas } from "./fill-quotas.ts";
import { operationTargets } from "./operation-targets.ts";
import type { PickCandidate } from "./pick-candidate.ts";
import { queryTest } from "./pick-candidate.ts";
import type { Slot } from "./quota-group.ts";
import { PickLog, QuotaGroup } from "./quota-group.ts";
import type { SplitPart } from "./split-scenes.ts";
import { splitScenes } from "./split-scenes.ts";

/** How many of an operation or of a scene were wanted, could be had and were picked. */
export type StratumCount = {
  /** Null: no number was stated. Of a scene: its least. */
  readonly wanted: number | null;
  /** Candidates that fit the query and are not excluded, and pins. */
  readonly available: number;
  readonly picked: number;
  /** What stands between `picked` and `wanted`, a sentence; null where nothing is wanting. */
  readonly why: string | null;
};

/** What a draft's spec chooses from the candidates, and what it could not. */
export type Pick = {
  /** Ids of the picked samples, sorted. */
  readonly ids: readonly string[];
  /** Of all; `wanted` is null for all that the quotas allow. */
  readonly all: StratumCount;
  readonly operations: readonly (StratumCount & { readonly operation: OperationKind })[];
  /** By id. */
  readonly scenes: readonly (StratumCount & {
    readonly sceneId: string;
    /** By operation: what could be had and what was picked. */
    readonly cells: Readonly<
      Partial<Record<OperationKind, { readonly available: number; readonly picked: number }>>
    >;
  })[];
  /** Pins that take a quota beyond its limit, each with a sentence. */
  readonly pinsOverQuota: readonly { readonly id: string; readonly why: string }[];
  /** Pinned ids that no candidate has. */
  readonly pinsMissing: readonly string[];
  readonly split: readonly SplitPart[] | null;
};

/**
 * Chooses samples by query, quotas and seed. Depends on nothing else: not on the order of the candidates, and
 * little on candidates that come or go ({@link drawOrder}). Pins are in whatever they break, excluded samples
 * are out, and limits are otherwise never passed. Fills as {@link fillQuotas} says.
 */
export function pickSamples(candidates: readonly PickCandidate[], spec: DraftSpec): Pick {
  const { query, quotas, seed } = spec;
  const [pinned, excluded] = [new Set(spec.pinned), new Set(spec.excluded)];
  const fits = queryTest(query);
  const asked = candidates.filter(
    (one) => pinned.has(one.id) || (!excluded.has(one.id) && fits(one)),
  );
  const present = new Set(asked.map(({ operation }) => operation.kind));
  const targets = operationTargets(query, quotas, present);
  const total = quotas.total ?? Infinity;
  const { slots, kinds, scenes } = slotsOf(drawOrder(asked, seed), spec, targets);

  const log = new PickLog();
  for (const slot of slots) if (slot.isPinned) log.take(slot);
  if (quotas.sceneMin !== null) {
    for (const scene of scenes.values()) scene.max = quotas.sceneMin;
    fillQuotas(slots, kinds, total);
    for (const scene of scenes.values()) scene.max = quotas.sceneMax ?? Infinity;
  }
  fillQuotas(slots, kinds, total);

  const picked = kinds.flatMap((kind) => [...kind.picked]).map(({ candidate }) => candidate);
  const isTotalReached = picked.length >= total;
  const wantedKinds = new Set(targets?.keys());
  const found = new Set(asked.map(({ id }) => id));
  const byKind = Map.groupBy(slots, ({ candidate }) => candidate.operation.kind);
  return {
    ids: picked.map(({ id }) => id).toSorted(),
    all: {
      ...countOf(slots, quotas.total),
      why:
        picked.length > total
          ? `${picked.length} samples are pinned and the total is ${total}`
          : explainCount("all", slots, targets ? null : quotas.total, quotas, false),
    },
    operations: OperationKind.options
      .filter((operation) => present.has(operation) || wantedKinds.has(operation))
      .map((operation) => {
        const ofKind = byKind.get(operation) ?? [];
        const wanted = targets ? (targets.get(operation) ?? 0) : null;
        return {
          operation,
          ...countOf(ofKind, wanted),
          why: explainCount(operation, ofKind, wanted, quotas, isTotalReached),
        };
      }),
    scenes: [...scenes]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([sceneId, scene]) => ({
        sceneId,
        ...countOf(scene.slots, quotas.sceneMin),
        cells: cellsOf(scene),
        why: explainScene(sceneId, scene, quotas, isTotalReached),
      })),
    pinsOverQuota: slots.flatMap((slot) => {
      const why = slot.isPinned ? explainPin(slot, fits(slot.candidate)) : null;
      return why ? [{ id: slot.candidate.id, why }] : [];
    }),
    pinsMissing: [...pinned].filter((id) => !found.has(id)).toSorted(),
    split: spec.split && splitScenes(sizesOf(scenes), spec.split, seed),
  };
}

/** Slots in the given order, with the groups that their quotas make. */
function slotsOf(
  order: readonly PickCandidate[],
  { quotas, pinned }: DraftSpec,
  targets: ReadonlyMap<OperationKind, number> | null,
) {
  const { sceneMin, sceneMax, photoMax, objectMax } = quotas;
  const pins = new Set(pinned);
  const [kinds, scenes, photos, objects] = [
    new Map<string, QuotaGroup>(),
    new Map<string, QuotaGroup>(),
    new Map<string, QuotaGroup>(),
    new Map<string, QuotaGroup>(),
  ];
  const slots = order.map((candidate): Slot => {
    const { id, sceneId, imageId, objectKey, operation } = candidate;
    const slot: Slot = {
      candidate,
      isPinned: pins.has(id),
      kind: targets
        ? groupIn(kinds, operation.kind, targets.get(operation.kind) ?? 0)
        : groupIn(kinds, "", null),
      places: [
        groupIn(photos, imageId, photoMax),
        groupIn(objects, objectKey, objectMax),
        groupIn(scenes, sceneId, sceneMax, sceneMin ?? 0),
      ],
    };
    for (const group of [slot.kind, ...slot.places]) group.slots.push(slot);
    return slot;
  });
  return { slots, kinds: [...kinds.values()], scenes };
}

function groupIn(
  groups: Map<string, QuotaGroup>,
  name: string,
  max: number | null,
  min = 0,
): QuotaGroup {
  const group = groups.get(name) ?? new QuotaGroup(max, min);
  groups.set(name, group);
  return group;
}

function countOf(slots: readonly Slot[], wanted: number | null) {
  const picked = slots.filter((slot) => slot.kind.picked.has(slot)).length;
  return { wanted, available: slots.length, picked };
}

function cellsOf(scene: QuotaGroup): Pick["scenes"][number]["cells"] {
  const groups = Map.groupBy(scene.slots, ({ candidate }) => candidate.operation.kind);
  return Object.fromEntries(
    [...groups].map(([operation, slots]) => {
      const { available, picked } = countOf(slots, null);
      return [operation, { available, picked }];
    }),
  );
}

function sizesOf(scenes: ReadonlyMap<string, QuotaGroup>): Map<string, number> {
  return new Map(
    [...scenes].flatMap(([id, { picked }]) => (picked.size > 0 ? [[id, picked.size]] : [])),
  );
}
