import { combineVotes } from "#core/gate/combine-votes.ts";
import { auditDraw, decideGate } from "#core/gate/decide.ts";
import type { GateVerdict, LabelCorrection } from "#core/gate/gate-answer.ts";
import { gateAnswerJsonSchema } from "#core/gate/gate-answer.ts";
import type { GateDetail } from "#core/gate/gate-detail.ts";
import type { ModelGateOptions } from "#core/gate/gate-options.ts";
import type { GatePrompt } from "#core/gate/gate-prompt.ts";
import { gatePrompt } from "#core/gate/gate-prompt.ts";
import { gatePromptFacts, ordersIn } from "#core/gate/gate-prompt-facts.ts";
import { applyLabelFix } from "#core/gate/label-fix.ts";
import { assignedOpenings } from "#core/gate/openings.ts";
import { writeInstruction } from "#core/instruction/write-instruction.ts";
import { defaultCheckOptions } from "#core/plausibility/check-options.ts";
import { checkEdit } from "#core/plausibility/check-edit.ts";
import type { CheckName, Finding } from "#core/plausibility/finding.ts";
import { seededRandom } from "#core/random.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { AppError } from "#server/errors.ts";
import { discardGateReplies } from "#server/gate/discard-gate-replies.ts";
import type { GateSubject } from "#server/gate/get-gate-subject.ts";
import type { EvidencePicture } from "#server/overlay/render-evidence.ts";
import { putBlob } from "#server/storage.ts";
import type { Asking } from "./ask-model.ts";
import { askModel } from "./ask-model.ts";
import type { Vote } from "./ask-vote.ts";
import { askVote } from "./ask-vote.ts";
import type { ChatRequest } from "./chat-request.ts";
import { requestHash } from "./chat-request.ts";
import { judgeRewrites } from "./judge-rewrites.ts";
import type { PromptSource } from "./read-gate-prompt.ts";

/** What a model makes of a candidate. */
export type ModelJudgement = {
  readonly verdict: GateVerdict;
  readonly causes: readonly CheckName[];
  readonly reasons: readonly string[];
  readonly confidence: number;
  /** Not null: it goes to people although it is dropped, drawn with this probability. */
  readonly auditShare: number | null;
  readonly detail: GateDetail;
  /** The edit with the model's label and words, with what the checks find about it; null where it stays as it is. */
  readonly revised: { readonly edit: Edit; readonly findings: readonly Finding[] } | null;
};

/**
 * Shows a model a candidate that the rules let through. What it answers is read strictly, combined and held
 * against the geometry; a label or words that do not hold are not taken over.
 *
 * @throws PRECONDITION when no usable answer was given: there is no verdict then.
 */
export async function judgeByModel(
  asking: Asking,
  subject: GateSubject,
  scene: FrameScene,
  pictures: readonly EvidencePicture[],
  source: PromptSource,
  options: ModelGateOptions,
  seed: number,
): Promise<ModelJudgement> {
  const { edit } = subject;
  const facts = gatePromptFacts(scene, edit, {
    sample: subject.id,
    openings: assignedOpenings(edit.operation, seed, subject.id),
    pictures: pictures.map(({ kind }) => kind),
  });
  const prompt = gatePrompt(source.template, facts, source.examples);
  const requests: string[] = [];
  const ask = (request: ChatRequest) => {
    requests.push(requestHash(request));
    return askModel(asking, request);
  };
  const votes: Vote[] = [];
  for (let vote = 0; vote < options.votes; vote++) {
    const request = requestOf(prompt, pictures, options, seed + vote);
    votes.push(await askVote(ask, request, subject.id));
  }
  const usable = votes.filter((vote) => "answer" in vote);
  if (usable.length === 0) {
    const problem = votes.map((vote) => ("problem" in vote ? vote.problem : "")).join("; ");
    await discardGateReplies(asking.ctx, requests, problem);
    throw new AppError("PRECONDITION", `${options.model} gave no usable answer: ${problem}`);
  }
  const answer = combineVotes(usable.map((vote) => vote.answer));
  const orders = ordersIn(facts);
  const decided = decideGate({ answer, options, orders });
  const fix = fixLabel(scene, edit, answer.labelCorrection, seed);
  const meant = fix?.edit ?? edit;
  // What people see blind is worded like all the others: bare, it would be told apart.
  const isDrawn = auditDraw(subject.id, seed, options.auditShare);
  const isShown = decided !== "drop" || isDrawn;
  const rewrites = isShown
    ? await judgeRewrites(ask, usable[0]!, answer.rewrites, scene, meant)
    : [];
  const good = rewrites.filter(({ problems }) => problems.length === 0);
  const chosen = good.length > 0 && seededRandom(seed, "rewrite", subject.id).pick(good).text;
  const final = chosen ? { ...meant, instruction: chosen } : meant;
  const findings = final === edit ? [] : checkEdit(scene, final);
  const blocked = findings.filter((one) => !one.passed && one.severity === "hard");
  const verdict = blocked.length > 0 ? "drop" : decided;
  const { reasons, comment } = answer;
  return {
    verdict,
    causes: [...reasons.map(({ reason }) => reason), ...blocked.map(({ check }) => check)],
    reasons: [
      ...reasons.map(({ text }) => text),
      ...blocked.map(({ message }) => message),
      ...(comment ? [comment] : []),
    ],
    confidence: answer.confidence,
    auditShare: verdict === "drop" && isDrawn ? options.auditShare : null,
    detail: {
      prompt: {
        version: options.prompt,
        templateHash: source.hash,
        textHash: await putBlob(Buffer.from(`${prompt.system}\n\n${prompt.user}\n`)),
      },
      pictures: [...pictures],
      requests,
      votes: votes.map((vote) => ({
        answer: "answer" in vote ? vote.answer : null,
        problem: "problem" in vote ? vote.problem : null,
      })),
      answer,
      overruled: overruling(answer, decided, orders, blocked),
      labelFix: fix && { ...fix.correction, from: edit.label, refused: fix.refused },
      rewrites,
    },
    revised: isShown && blocked.length === 0 && final !== edit ? { edit: final, findings } : null,
  };
}

function requestOf(
  { system, user }: GatePrompt,
  pictures: readonly EvidencePicture[],
  { model, temperature, maxOutputTokens }: ModelGateOptions,
  seed: number,
): ChatRequest {
  return {
    model,
    system,
    user,
    pictures: pictures.map(({ hash }, index) => ({ name: `Picture ${index + 1}`, hash })),
    turns: [],
    temperature,
    maxOutputTokens,
    seed,
    schema: { name: "gate_answer", schema: gateAnswerJsonSchema() },
  };
}

/** The edit under the label that the model proposes, worded anew; or why it keeps its label. Null where none is proposed. */
function fixLabel(
  scene: FrameScene,
  edit: Edit,
  correction: LabelCorrection | null,
  seed: number,
): { correction: LabelCorrection; edit: Edit | null; refused: string | null } | null {
  if (!correction) return null;
  const fix = applyLabelFix(scene, edit, correction);
  if ("refused" in fix) return { correction, edit: null, refused: fix.refused };
  const margins = defaultCheckOptions.referenceUnique;
  const instruction = writeInstruction(scene, fix.edit, seed, margins);
  return instruction === null
    ? { correction, edit: null, refused: `no words tell the ${fix.edit.label} from the others` }
    : { correction, edit: { ...fix.edit, instruction }, refused: null };
}

/** Why what is done is not what the model said; null where it is. */
function overruling(
  { verdict, confidence }: { verdict: GateVerdict; confidence: number },
  decided: GateVerdict,
  orders: string | null,
  blocked: readonly Finding[],
): string | null {
  if (blocked.length > 0 && verdict !== "drop")
    return `under its new label or words, it fails: ${blocked.map(({ check }) => check).join(", ")}`;
  if (decided === verdict) return null;
  return verdict === "drop"
    ? `a drop of confidence ${confidence.toFixed(2)} is left to people`
    : `a text speaks to the model (“${orders}”): its word alone does not count`;
}
