import type { Disagreement } from "#core/instruction/instruction-agreement.ts";
import { instructionAgreement } from "#core/instruction/instruction-agreement.ts";
import type { CheckOptions } from "#core/plausibility/check-options.ts";
import { defaultCheckOptions } from "#core/plausibility/check-options.ts";
import { checkedEdit } from "#core/plausibility/checked-edit.ts";
import { checkReferenceUnique } from "#core/plausibility/reference-unique.ts";
import { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { looksLikeOrders } from "./looks-like-orders.ts";

/** Whether a rewrite may become the instruction of its edit, or everything that is wrong with it. */
export type RewriteCheck =
  | { readonly ok: true }
  | { readonly ok: false; readonly problems: readonly Disagreement[] };

/**
 * Holds a rewrite against its edit. It must be one line that fits a revision, other than the instruction
 * that it rewrites, say exactly what the edit does to the parser and to the published evaluator (check
 * `words-match`), pick out the one object (check `reference-unique`), and be no order to a model.
 */
export function checkRewrite(
  scene: FrameScene,
  edit: Edit,
  text: string,
  options: CheckOptions = defaultCheckOptions,
): RewriteCheck {
  const subject = checkedEdit(scene, { ...edit, instruction: text });
  const { words } = subject;
  if (!words || text.trim() === "") return { ok: false, problems: [about("is empty")] };
  const problems = [
    ...formalProblems(edit, text),
    ...instructionAgreement(scene, subject.edit, words),
  ];
  const reference = checkReferenceUnique(subject, options.referenceUnique);
  if (!reference.passed) {
    const range = words.qualifier?.range ?? words.label?.range ?? null;
    problems.push({ message: reference.message, range });
  }
  return problems.length === 0 ? { ok: true } : { ok: false, problems };
}

const instructionMax = Edit.shape.instruction.maxLength ?? Infinity;

function formalProblems(edit: Edit, text: string): Disagreement[] {
  const problems: Disagreement[] = [];
  if (text.length > instructionMax)
    problems.push(about(`is longer than ${instructionMax} characters`));
  if (text !== text.trim()) problems.push(about("begins or ends with a space"));
  const mark = /[\p{C}\p{Zl}\p{Zp}]/u.exec(text);
  if (mark)
    problems.push({
      message: "holds a line break or another character that cannot be seen",
      range: [mark.index, mark.index + mark[0].length],
    });
  if (comparable(text) === comparable(edit.instruction))
    problems.push(about("is the instruction it rewrites"));
  const order = looksLikeOrders(text);
  if (order !== null) problems.push(about(`speaks to whoever reads it: “${order}”`));
  return problems;
}

function about(message: string): Disagreement {
  return { message, range: null };
}

/** A text without what makes no other wording: case, spaces and marks at the end. */
function comparable(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/\s+/g, " ")
    .replace(/[\s.!,;]+$/, "");
}
