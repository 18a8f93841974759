import type { Disagreement } from "#core/instruction/instruction-agreement.ts";
import { dataJson, plainLine } from "./outside-text.ts";

/** A rewrite that does not say what the edit does, and why. */
export type FailedRewrite = {
  readonly rewrite: string;
  readonly problems: readonly Disagreement[];
};

/** The turn that asks for an answer again that could not be read; `problem` is that of `readGateAnswer`. */
export function answerRepairPrompt(problem: string): string {
  return `Your answer cannot be used: ${plainLine(problem, 1000)}.\n\nAnswer the same question again with the one JSON object that was asked for, all its fields and nothing around it.`;
}

/**
 * The one turn that gives rewrites back with what is wrong with them. The answer to it has the same form;
 * of it only the rewrites count, so that a wording cannot change a verdict.
 */
export function rewriteRepairPrompt(failed: readonly FailedRewrite[]): string {
  const list = failed.map(({ rewrite, problems }) => ({
    rewrite: plainLine(rewrite, 400),
    problems: problems.map(({ message }) => plainLine(message, 300)),
  }));
  return `These of your rewrites do not say exactly what the edit does, or not so that it can be read back:\n\n<data>\n${dataJson(list)}\n</data>\n\nAnswer with the same JSON object again. Write these rewrites anew by the rules for wording, with the openings they were asked for; leave all other fields and rewrites as they were.`;
}
