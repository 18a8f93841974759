import { boxVolume } from "#core/geometry/oriented-box.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { isPlainName, referringExpressions } from "#core/instruction/referring-expression.ts";
import { gsiBoxOf } from "#core/metric/gsi-box.ts";
import { checkedEdit } from "#core/plausibility/checked-edit.ts";
import type { CheckedEdit } from "#core/plausibility/checked-edit.ts";
import { defaultCheckOptions } from "#core/plausibility/check-options.ts";
import { findingOf } from "#core/plausibility/checks.ts";
import type { CheckName } from "#core/plausibility/finding.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { isRoundLabel, normalizeLabel } from "#core/scene/label.ts";
import type { ObjectFacts, SceneFacts } from "#core/scene/scene-facts.ts";
import { sceneFacts } from "#core/scene/scene-facts.ts";
import { applyOperation } from "./apply-operation.ts";
import type { Choice } from "./candidate.ts";
import { choicesOf } from "./candidate.ts";
import type { Operation, OperationKind } from "./operation.ts";
import { referenceIdOf } from "./operation.ts";
import type { ProposeOptions } from "./propose-options.ts";
import type { ShortfallReason } from "./shortfall.ts";
import { ShortfallTally } from "./shortfall.ts";

/** One edit of one photo that could be proposed. */
export type Candidate = Choice & {
  readonly scene: FrameScene;
  readonly edit: Edit;
  /** The edit as it was looked at, with what was found about it. */
  readonly checked: CheckedEdit;
  /** No geometric check stands against it. */
  readonly promising: boolean;
  /** Both published yaws are so far from a half turn that a detector's cannot jump to the other sign. */
  readonly steady: boolean;
};

/** Every edit of one photo that could be proposed, by kind, and why there are not more. */
export type FramePool = {
  readonly scene: FrameScene;
  readonly candidates: ReadonlyMap<OperationKind, readonly Candidate[]>;
  readonly tally: ShortfallTally;
};

/**
 * Finds all edits of a photo that the options allow: of movable, well visible objects that words can
 * single out, and only such with which a perfect edit would score. Depends on nothing but the photo and
 * the options.
 */
export function framePool(scene: FrameScene, options: ProposeOptions): FramePool {
  const facts = sceneFacts(scene);
  const tally = new ShortfallTally();
  const excluded = new Set(options.excludedLabels.map(normalizeLabel));
  const targets = facts.objects.filter((target) => isTarget(scene, target, excluded, tally));
  const kinds = [...new Set(options.operations)];
  const candidates = new Map(
    kinds.map((kind) => {
      // A change of view is one edit, whatever object its sample stands for.
      const own = kind === "view" ? largestOf(targets) : targets;
      return [kind, own.flatMap((target) => candidatesOf(facts, target, kind, options, tally))];
    }),
  );
  return { scene, candidates, tally };
}

const targetChecks: readonly (readonly [CheckName, ShortfallReason])[] = [
  ["label-movable", "fixed-label"],
  ["visible-before", "hardly-visible"],
  ["min-pixel-size", "too-small"],
  ["reference-unique", "no-clear-words"],
];

function isTarget(
  scene: FrameScene,
  target: ObjectFacts,
  excluded: ReadonlySet<string>,
  tally: ShortfallTally,
): boolean {
  if (excluded.has(target.object.label)) {
    tally.count("fixed-label", "objects");
    return false;
  }
  const subject = checkedEdit(scene, editOf(scene, target, { kind: "remove" }));
  const failed = targetChecks.find(([check]) => !passes(subject, check));
  if (failed) tally.count(failed[1], "objects");
  return failed === undefined;
}

function largestOf(targets: readonly ObjectFacts[]): ObjectFacts[] {
  return targets.toSorted((a, b) => boxVolume(b.box) - boxVolume(a.box)).slice(0, 1);
}

const movingKinds: readonly OperationKind[] = ["move", "place", "place-on-receptacle"];

function candidatesOf(
  facts: SceneFacts,
  target: ObjectFacts,
  kind: OperationKind,
  options: ProposeOptions,
  tally: ShortfallTally,
): Candidate[] {
  const { label, box } = target.object;
  if (movingKinds.includes(kind) && boxVolume(box) > options.moveVolumeMaxCubicMeters) {
    tally.count("too-large-to-move", "objects");
    return [];
  }
  if (kind === "rotate" && isRoundLabel(label)) {
    tally.count("looks-the-same-turned", "objects");
    return [];
  }
  const hasPlainName = referringExpressions(
    facts,
    target.object,
    defaultCheckOptions.referenceUnique,
  ).some(({ qualifier }) => isPlainName(qualifier));
  return choicesOf(facts, target, kind, options).flatMap((choice) => {
    if (referenceIdOf(choice.operation) === null || hasPlainName)
      return candidateOf(facts, target, choice, tally) ?? [];
    tally.count("no-clear-words", "candidates");
    return [];
  });
}

function candidateOf(
  facts: SceneFacts,
  target: ObjectFacts,
  choice: Choice,
  tally: ShortfallTally,
): Candidate | null {
  const { scene } = facts;
  const edit = editOf(scene, target, choice.operation);
  const checked = checkedEdit(scene, edit);
  tally.examinedCount += 1;
  if (!passes(checked, "oracle")) {
    tally.count("perfect-edit-cannot-score", "candidates");
    return null;
  }
  if (!passes(checked, "in-frame")) {
    tally.count("leaves-picture", "candidates");
    return null;
  }
  const promising = geometryChecks.every((check) => passes(checked, check, "outright"));
  if (!promising) tally.count("implausible", "candidates");
  // Lifted or lowered things that then hang in the air are not even worth a look.
  if (!promising && isVertical(choice.operation)) return null;
  const steady = hasSteadyYaw(edit.sourceBox) && (!edit.targetBox || hasSteadyYaw(edit.targetBox));
  const { operation, way, amount } = choice;
  return { operation, way, amount, scene, edit, checked, promising, steady };
}

const geometryChecks = [
  "min-pixel-size",
  "visible-change",
  "collision",
  "support",
  "leaves-room",
  "occlusion",
] as const;

function passes(subject: CheckedEdit, check: CheckName, how?: "outright"): boolean {
  const found = findingOf(check, subject, defaultCheckOptions);
  return found === null || found.passed || (found.severity === "soft" && how !== "outright");
}

function isVertical(operation: Operation): boolean {
  return (
    operation.kind === "move" &&
    (operation.direction === "above" || operation.direction === "below")
  );
}

const yawMarginRadians = 0.05;

function hasSteadyYaw(box: BoxInCamera): boolean {
  return Math.PI - Math.abs(gsiBoxOf(box)[6]) > yawMarginRadians;
}

function editOf(scene: FrameScene, { object }: ObjectFacts, operation: Operation): Edit {
  return {
    targetId: object.id,
    label: object.label,
    operation,
    sourceBox: object.box,
    targetBox: applyOperation(scene, object.box, operation),
    instruction: "",
  };
}
