import { canonicalJson } from "#core/canonical-json.ts";
import { isBlocked } from "#core/plausibility/finding.ts";
import { getFrameSample } from "#server/sample/get-frame-sample.ts";
import { recordGateVerdict } from "#server/sample/record-gate-verdict.ts";
import { hashOf } from "#server/storage.ts";
import type { StageHandler } from "../stage-plan.ts";

/** Decides which candidates people see. The rules gate drops what a hard finding stands against. */
export const gateCandidate: StageHandler = {
  version: 1,
  async plan({ ctx, subjectId: sampleId, parameters }) {
    const { state, revisionId, findings } = await getFrameSample(ctx, sampleId);
    const { gate, seed } = parameters;
    return {
      provenance: {
        parameters: { gate },
        seed,
        inputs: [hashOf(canonicalJson(findings))],
      },
      compute: async () => async (inside, provenanceHash) => {
        // Already with people, or dropped: a gate run again does not take it back.
        if (state !== "rendered") return;
        const verdict = isBlocked(findings) ? "drop" : "keep";
        const reasons = findings.filter((one) => !one.passed).map((one) => one.message);
        await recordGateVerdict(inside, {
          sampleId,
          revisionId,
          gate,
          verdict,
          reasons,
          provenanceHash,
        });
      },
      next: async () => [],
    };
  },
};
