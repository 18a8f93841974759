import { boxVolume } from "#core/geometry/oriented-box.ts";
import type { CheckedEdit } from "#core/plausibility/checked-edit.ts";
import { checkedEdit } from "#core/plausibility/checked-edit.ts";
import { defaultCheckOptions } from "#core/plausibility/check-options.ts";
import { checks } from "#core/plausibility/checks.ts";
import type { CheckName } from "#core/plausibility/finding.ts";
import { seededRandom } from "#core/random.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameObject, FrameScene } from "#core/scene/frame-scene.ts";
import { isRoundLabel } from "#core/scene/label.ts";
import { applyOperation } from "./apply-operation.ts";
import type { Choice } from "./candidate.ts";
import { choicesOf } from "./candidate.ts";
import type { Operation, OperationKind } from "./operation.ts";
import type { ProposeOptions } from "./propose-options.ts";
import type { Shortfall, ShortfallReason } from "./shortfall.ts";

/** Candidate edits of one photo, without words yet, and why there are not more. */
export type Proposal = { readonly edits: Edit[]; readonly shortfall: Shortfall[] };

type Candidate = Choice & {
  readonly edit: Edit;
  /** No geometric check stands against it. */
  readonly promising: boolean;
};

/**
 * Draws candidate edits for one photo. The kinds of operation get equal shares of the budget; within a kind
 * the draw is spread evenly over objects, directions or senses, and amounts. Only movable, well visible
 * objects that words can single out are edited, nothing is proposed that a perfect edit could not score
 * with, and no edit twice. Candidates that collide, float or hardly show come last and never outnumber the
 * good ones of their kind. The same scene, options and seed give the same edits in the same order.
 */
export function proposeOperations(
  scene: FrameScene,
  options: ProposeOptions,
  seed: number,
): Proposal {
  const random = seededRandom(seed, scene.sceneKey, scene.frameKey);
  const tally = new Tally();
  const targets = scene.objects.filter((object) => isTarget(scene, object, tally));
  const kinds = random.shuffle([...new Set(options.operations)]);
  const objectUses = new Counter();
  const draws = kinds.map((kind, index) => {
    const places = Math.floor(
      (options.candidatesPerFrame + kinds.length - 1 - index) / kinds.length,
    );
    const pool = targets.flatMap((object) => candidatesOf(scene, object, kind, options, tally));
    return new Draw(random.shuffle(pool), places, objectUses);
  });
  const edits: Edit[] = [];
  for (let round = 0; round < options.candidatesPerFrame; round++)
    for (const draw of draws) edits.push(...draw.next());
  for (const draw of draws) tally.count("nothing-left", "places", draw.placesLeft);
  return { edits, shortfall: tally.list() };
}

const targetChecks: readonly (readonly [CheckName, ShortfallReason])[] = [
  ["label-movable", "fixed-label"],
  ["visible-before", "hardly-visible"],
  ["min-pixel-size", "too-small"],
  ["reference-unique", "no-clear-words"],
];

function isTarget(scene: FrameScene, object: FrameObject, tally: Tally): boolean {
  const subject = checkedEdit(scene, editOf(scene, object, { kind: "remove" }));
  const failed = targetChecks.find(([check]) => !passes(subject, check));
  if (failed) tally.count(failed[1], "objects");
  return failed === undefined;
}

function candidatesOf(
  scene: FrameScene,
  object: FrameObject,
  kind: OperationKind,
  options: ProposeOptions,
  tally: Tally,
): Candidate[] {
  if (kind === "move" && boxVolume(object.box) > options.moveVolumeMaxCubicMeters) {
    tally.count("too-large-to-move", "objects");
    return [];
  }
  if (kind === "rotate" && isRoundLabel(object.label)) {
    tally.count("looks-the-same-turned", "objects");
    return [];
  }
  return choicesOf(kind, options).flatMap((choice) => {
    const edit = editOf(scene, object, choice.operation);
    const subject = checkedEdit(scene, edit);
    if (!passes(subject, "oracle")) {
      tally.count("perfect-edit-cannot-score", "candidates");
      return [];
    }
    if (!passes(subject, "in-frame")) {
      tally.count("leaves-picture", "candidates");
      return [];
    }
    const promising = geometryChecks.every((check) => passes(subject, check, "outright"));
    if (!promising) tally.count("implausible", "candidates");
    // Lifted or lowered things that then hang in the air are not even worth a look.
    return promising || !isVertical(choice.operation) ? { ...choice, edit, promising } : [];
  });
}

const geometryChecks = ["min-pixel-size", "visible-change", "collision", "support"] as const;

function passes(subject: CheckedEdit, check: CheckName, how?: "outright"): boolean {
  const found = checks[check](subject, defaultCheckOptions);
  return found === null || found.passed || (found.severity === "soft" && how !== "outright");
}

function isVertical(operation: Operation): boolean {
  return (
    operation.kind === "move" &&
    (operation.direction === "above" || operation.direction === "below")
  );
}

function editOf(scene: FrameScene, object: FrameObject, operation: Operation): Edit {
  return {
    targetId: object.id,
    label: object.label,
    operation,
    sourceBox: object.box,
    targetBox: applyOperation(scene, object.box, operation),
    instruction: "",
  };
}

/** Takes candidates of one kind from a shuffled pool, always one of those whose object, way and amount were used least. */
class Draw {
  placesLeft: number;
  private readonly pool: Set<Candidate>;
  private readonly objectUses: Counter;
  private readonly uses = new Counter();
  private surplusOfPromising = 0;

  constructor(pool: readonly Candidate[], places: number, objectUses: Counter) {
    this.pool = new Set(pool);
    this.placesLeft = places;
    this.objectUses = objectUses;
  }

  next(): Edit[] {
    const taken = this.placesLeft > 0 ? (this.least(true) ?? this.leastDoubtful()) : null;
    if (!taken) return [];
    this.placesLeft -= 1;
    this.surplusOfPromising += taken.promising ? 1 : -1;
    this.pool.delete(taken);
    this.objectUses.add(taken.edit.targetId);
    this.uses.add(`object ${taken.edit.targetId}`);
    this.uses.add(`way ${taken.way}`);
    this.uses.add(`amount ${taken.amount}`);
    return [taken.edit];
  }

  private leastDoubtful(): Candidate | null {
    return this.surplusOfPromising > 0 ? this.least(false) : null;
  }

  private least(promising: boolean): Candidate | null {
    let best: Candidate | null = null;
    let bestUses = Number.POSITIVE_INFINITY;
    for (const candidate of this.pool) {
      if (candidate.promising !== promising) continue;
      const uses =
        this.objectUses.of(candidate.edit.targetId) +
        this.uses.of(`object ${candidate.edit.targetId}`) +
        this.uses.of(`way ${candidate.way}`) +
        this.uses.of(`amount ${candidate.amount}`);
      if (uses < bestUses) [best, bestUses] = [candidate, uses];
    }
    return best;
  }
}

class Counter {
  private readonly counts = new Map<string, number>();

  of(key: string): number {
    return this.counts.get(key) ?? 0;
  }

  add(key: string): void {
    this.counts.set(key, this.of(key) + 1);
  }
}

class Tally {
  private readonly entries = new Map<string, Shortfall>();

  count(reason: ShortfallReason, of: Shortfall["of"], count = 1): void {
    if (count === 0) return;
    const key = `${reason} ${of}`;
    const earlier = this.entries.get(key)?.count ?? 0;
    this.entries.set(key, { reason, of, count: earlier + count });
  }

  list(): Shortfall[] {
    return [...this.entries.values()];
  }
}
