import { canonicalJson } from "#core/canonical-json.ts";
import { auditDraw } from "#core/gate/decide.ts";
import type { ModelGateOptions } from "#core/gate/gate-options.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import type { Context } from "#server/context.ts";
import { AppError } from "#server/errors.ts";
import { getFrameScene } from "#server/frame/get-frame-scene.ts";
import type { GateSubject } from "#server/gate/get-gate-subject.ts";
import { getGateSubject } from "#server/gate/get-gate-subject.ts";
import type { GateVerdictInput } from "#server/gate/record-gate-verdict.ts";
import { recordGateVerdict } from "#server/gate/record-gate-verdict.ts";
import { renderEvidence } from "#server/overlay/render-evidence.ts";
import { loadOverlayPhoto, renderOverlayPair } from "#server/overlay/render-overlay-pair.ts";
import { hashOf } from "#server/storage.ts";
import { gateChat, gatePrices } from "../gate/gate-chat.ts";
import { judgeByModel } from "../gate/judge-by-model.ts";
import { readGatePrompt } from "../gate/read-gate-prompt.ts";
import type { StageHandler } from "../stage-plan.ts";

type Said = Omit<GateVerdictInput, "sampleId" | "version" | "judged" | "provenanceHash">;

/** Decides which candidates people see. What a hard finding stands against is dropped by rule; a model may look at the others. */
export const gateCandidate: StageHandler = {
  version: 2,
  async plan({ ctx, runId, subjectId: sampleId, parameters }) {
    const subject = await getGateSubject(ctx, sampleId);
    const { state, edit, findings, revisionId, version, undecided } = subject;
    const { gate, seed } = parameters;
    const judged = { revisionId, edit };
    const seen = [hashOf(canonicalJson({ edit, findings }))];
    const asked = gate.kind === "mllm" ? [(await readGatePrompt(gate.prompt)).hash] : [];
    return {
      provenance: {
        model: gate.kind === "mllm" ? gate.model : null,
        parameters: { gate },
        seed,
        inputs: [...seen, ...asked, ...(subject.imageHash ? [subject.imageHash] : [])],
      },
      async compute() {
        // Dropped, or people have looked: a gate run again does not take that back. Nor do the rules what a model said.
        if (!undecided || (gate.kind === "rules" && state !== "rendered")) return async () => {};
        const byRule = ruleVerdict(subject);
        const said =
          byRule.verdict === "drop" || gate.kind === "rules"
            ? byRule
            : await modelVerdict(ctx, runId, subject, gate, seed);
        return (inside, provenanceHash) =>
          recordGateVerdict(inside, { sampleId, version, judged, provenanceHash, ...said });
      },
      next: async () => [],
      async redetects(inside) {
        const { label } = await inside.db.sample.findUniqueOrThrow({ where: { id: sampleId } });
        const isDetected = parameters.reconstructFrame.backend !== "annotation";
        return isDetected && label !== edit.label;
      },
    };
  },
};

function ruleVerdict({ findings }: GateSubject): Said {
  const failed = findings.filter((one) => !one.passed);
  const hard = failed.filter(({ severity }) => severity === "hard");
  return {
    gate: "rules",
    verdict: hard.length > 0 ? "drop" : "keep",
    causes: hard.map(({ check }) => check),
    reasons: failed.map(({ message }) => message),
  };
}

async function modelVerdict(
  ctx: Context,
  runId: string,
  subject: GateSubject,
  options: ModelGateOptions,
  seed: number,
): Promise<Said> {
  const { id: sampleId, frameId, backend, imageHash, edit } = subject;
  if (!imageHash) throw new AppError("PRECONDITION", `frame ${frameId} has no stored photo`);
  const scene = await getFrameScene(ctx, frameId, backend);
  const pictures = await renderEvidence(imageHash, scene, edit, {
    sidePixels: options.pictureSidePixels,
    barePhoto: options.barePhoto,
  });
  const asking = { ctx, runId, sampleId, chat: gateChat(), prices: gatePrices() };
  const { revised, ...said } = await judgeByModel(asking, subject, scene, pictures, options, seed);
  const isDrawn = said.verdict === "drop" && auditDraw(sampleId, seed, options.auditShare);
  return {
    gate: options.model,
    ...said,
    auditShare: isDrawn ? options.auditShare : null,
    revised: revised && {
      ...revised,
      ...(await picturesOf(subject, imageHash, scene, revised.edit)),
    },
  };
}

/** The pictures show boxes and label: other words leave them as they are. */
async function picturesOf(
  subject: GateSubject,
  imageHash: string,
  scene: FrameScene,
  edit: Edit,
): Promise<{ beforeHash: string; afterHash: string }> {
  if (subject.pictures && edit.label === subject.edit.label) return subject.pictures;
  return renderOverlayPair(await loadOverlayPhoto(imageHash), scene, edit);
}
