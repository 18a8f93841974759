import type { JudgedRewrite } from "#core/gate/gate-detail.ts";
import { rewriteRepairPrompt } from "#core/gate/gate-repair.ts";
import { readGateAnswer } from "#core/gate/read-gate-answer.ts";
import { checkRewrite } from "#core/gate/rewrite-check.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import type { Ask, Vote } from "./ask-vote.ts";
import { withTurns } from "./ask-vote.ts";

/**
 * Holds wordings against the edit. Those that fail go back to the model once, with what is wrong with them;
 * what fails again is kept with its reasons and not used.
 *
 * @param vote The exchange that goes on: of its answer only the wordings count from here on.
 */
export async function judgeRewrites(
  ask: Ask,
  vote: Extract<Vote, { answer: unknown }>,
  texts: readonly string[],
  scene: FrameScene,
  edit: Edit,
): Promise<JudgedRewrite[]> {
  const judge = (text: string) => ({ text, check: checkRewrite(scene, edit, text) });
  const judged = [...new Set(texts)].map(judge);
  const failed = judged.flatMap(({ text, check }) =>
    check.ok ? [] : [{ rewrite: text, problems: check.problems }],
  );
  if (failed.length > 0) {
    const reply = await ask(withTurns(vote.asked, vote.said, rewriteRepairPrompt(failed)));
    const read = readGateAnswer(reply.text, vote.answer.sample);
    const anew = "answer" in read ? read.answer.rewrites : [];
    judged.push(...anew.filter((text) => !texts.includes(text)).map(judge));
  }
  return judged.map(({ text, check }) => ({
    text,
    problems: check.ok ? [] : check.problems.map(({ message }) => message),
  }));
}
