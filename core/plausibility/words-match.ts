import { instructionAgreement } from "#core/instruction/instruction-agreement.ts";
import type { CheckedEdit } from "./checked-edit.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./finding.ts";

/**
 * The instruction must say what the edit does, to a person and to the published evaluator: operation,
 * object, direction, amount. Null while there is no instruction.
 */
export function checkWordsMatch({ facts, edit, words }: CheckedEdit): Finding | null {
  if (!words) return null;
  const disagreements = instructionAgreement(facts.scene, edit, words);
  return finding("words-match", {
    passed: disagreements.length === 0,
    message:
      disagreements.length === 0
        ? "the words say what the edit does"
        : `the instruction ${disagreements.map(({ message }) => message).join("; ")}`,
  });
}
