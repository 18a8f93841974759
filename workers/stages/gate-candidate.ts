import { canonicalJson } from "#core/canonical-json.ts";
import type { ModelGateOptions } from "#core/gate/gate-options.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import type { Context } from "#server/context.ts";
import { getFrameScene } from "#server/frame/get-frame-scene.ts";
import { gatePrices } from "#server/gate/gate-server.ts";
import type { GateSubject } from "#server/gate/get-gate-subject.ts";
import { getGateSubject } from "#server/gate/get-gate-subject.ts";
import type { GateVerdictInput } from "#server/gate/record-gate-verdict.ts";
import { recordGateVerdict } from "#server/gate/record-gate-verdict.ts";
import { renderEvidence } from "#server/overlay/render-evidence.ts";
import { loadOverlayPhoto, renderOverlayPair } from "#server/overlay/render-overlay-pair.ts";
import { hashOf } from "#server/storage.ts";
import { photoHashOf } from "../detection/photo-hash.ts";
import { gateChat } from "../gate/gate-chat.ts";
import { judgeByModel } from "../gate/judge-by-model.ts";
import type { PromptSource } from "../gate/read-gate-prompt.ts";
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
    const model =
      gate.kind === "mllm" ? { options: gate, source: await readGatePrompt(gate.prompt) } : null;
    return {
      provenance: {
        model: gate.kind === "mllm" ? gate.model : null,
        parameters: { gate },
        seed,
        inputs: [
          ...seen,
          ...(model ? [model.source.hash] : []),
          ...(subject.imageHash ? [subject.imageHash] : []),
        ],
      },
      async compute() {
        // Dropped, or people have looked: a gate run again does not take that back. Nor do the rules what a model said.
        if (!undecided || (gate.kind === "rules" && state !== "rendered")) return async () => {};
        const byRule = ruleVerdict(subject);
        const said =
          byRule.verdict === "drop" || !model
            ? byRule
            : await modelVerdict({ ctx, runId, subject, seed, ...model });
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

async function modelVerdict({
  ctx,
  runId,
  subject,
  source,
  options,
  seed,
}: {
  ctx: Context;
  runId: string;
  subject: GateSubject;
  source: PromptSource;
  options: ModelGateOptions;
  seed: number;
}): Promise<Said> {
  const { id: sampleId, frameId, backend, edit } = subject;
  const imageHash = photoHashOf(subject);
  const scene = await getFrameScene(ctx, frameId, backend);
  const pictures = await renderEvidence(imageHash, scene, edit, {
    sidePixels: options.pictureSidePixels,
    barePhoto: options.barePhoto,
  });
  const asking = { ctx, runId, sampleId, chat: gateChat(), prices: gatePrices() };
  const { revised, ...said } = await judgeByModel(
    asking,
    subject,
    scene,
    pictures,
    source,
    options,
    seed,
  );
  return {
    gate: options.model,
    ...said,
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
