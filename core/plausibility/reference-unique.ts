import type { ReferenceMargins } from "#core/instruction/judge-reference.ts";
import { describeJudgement, judgeReference } from "#core/instruction/judge-reference.ts";
import { nounPhrase } from "#core/instruction/qualifier.ts";
import { referringExpressions } from "#core/instruction/referring-expression.ts";
import { normalizeLabel } from "#core/scene/label.ts";
import type { CheckedEdit } from "./checked-edit.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./finding.ts";

/**
 * The words must pick out exactly the edited object, by a margin in space and in the picture. While there
 * is no instruction, there must at least BE such words.
 */
export function checkReferenceUnique(
  { facts, edit, words }: CheckedEdit,
  margins: ReferenceMargins,
): Finding {
  if (edit.operation.kind === "view")
    return finding("reference-unique", { passed: true, message: "no object needs to be named" });
  const referent = { id: edit.targetId, label: normalizeLabel(edit.label) };
  if (!words) {
    const [simplest] = referringExpressions(facts, referent, margins);
    return finding("reference-unique", {
      passed: simplest !== undefined,
      message: simplest
        ? `can be called “${nounPhrase(simplest.label, simplest.qualifier)}”`
        : `no words tell this ${referent.label} clearly from the others`,
    });
  }
  const qualifier = words.qualifier?.value ?? null;
  const judgement = judgeReference(facts, referent, qualifier, margins);
  return finding("reference-unique", {
    passed: judgement.unique,
    value: judgement.marginMeters,
    limit: judgement.marginMeters === null ? null : margins.marginMeters,
    unit: judgement.marginMeters === null ? "" : "m",
    message: describeJudgement(referent.label, qualifier, judgement),
    objectIds: [...judgement.rivalIds],
  });
}
