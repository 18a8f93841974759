import { checkBoxMatchesOperation } from "./box-matches-operation.ts";
import type { CheckOptions } from "./check-options.ts";
import type { CheckedEdit } from "./checked-edit.ts";
import { checkCollision } from "./collision.ts";
import { checkDepthRange } from "./depth-range.ts";
import { checkDuplicate } from "./duplicate.ts";
import type { CheckName, Finding } from "./finding.ts";
import { checkInFrame } from "./in-frame.ts";
import { checkLabelMovable } from "./label-movable.ts";
import { checkLeavesRoom } from "./leaves-room.ts";
import { checkMinPixelSize } from "./min-pixel-size.ts";
import { checkOcclusion } from "./occlusion.ts";
import { checkOracle } from "./oracle.ts";
import { checkReferenceUnique } from "./reference-unique.ts";
import { checkSupport } from "./support.ts";
import { checkVisibleBefore } from "./visible-before.ts";
import { checkVisibleChange } from "./visible-change.ts";
import { checkWordsMatch } from "./words-match.ts";

/** A check: null when it has nothing to say about this edit yet. */
export type Check = (subject: CheckedEdit, options: CheckOptions) => Finding | null;

/** THE list of checks, in the order in which findings are shown. A name without a check does not compile. */
export const checks: Record<CheckName, Check> = {
  "label-movable": (subject) => checkLabelMovable(subject),
  "visible-before": (subject, options) => checkVisibleBefore(subject, options.visibleBefore),
  "depth-range": (subject, options) => checkDepthRange(subject, options.depthRange),
  "in-frame": (subject, options) => checkInFrame(subject, options.inFrame),
  "min-pixel-size": (subject, options) => checkMinPixelSize(subject, options.minPixelSize),
  "visible-change": (subject, options) => checkVisibleChange(subject, options.visibleChange),
  occlusion: (subject, options) => checkOcclusion(subject, options.occlusion),
  collision: (subject, options) => checkCollision(subject, options.collision),
  support: (subject, options) => checkSupport(subject, options.support),
  "leaves-room": (subject, options) => checkLeavesRoom(subject, options.leavesRoom),
  "box-matches-operation": (subject, options) =>
    checkBoxMatchesOperation(subject, options.boxMatchesOperation),
  "reference-unique": (subject, options) => checkReferenceUnique(subject, options.referenceUnique),
  "words-match": (subject) => checkWordsMatch(subject),
  oracle: (subject, options) => checkOracle(subject, options.oracle),
  duplicate: (subject, options) => checkDuplicate(subject, options.duplicate),
};

/** The checks that read the words. All others find the same whatever the edit's instruction says. */
const readsWords: ReadonlySet<CheckName> = new Set(["reference-unique", "words-match"]);

/** What a check finds about an edit; kept for the same edit in other words where the check reads none. */
export function findingOf(
  name: CheckName,
  subject: CheckedEdit,
  options: CheckOptions,
): Finding | null {
  if (readsWords.has(name)) return checks[name](subject, options);
  const { found } = subject;
  if (found.options !== options || !found.findings) {
    found.options = options;
    found.findings = new Map();
  }
  const known = found.findings.get(name);
  if (known !== undefined) return known;
  const finding = checks[name](subject, options);
  found.findings.set(name, finding);
  return finding;
}
