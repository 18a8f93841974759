import { AppError } from "#server/errors.ts";
import { checkSample } from "#server/preflight/check-sample.ts";
import { inputsHashes } from "#server/preflight/inputs-hash.ts";
import { recordPreflightCheck } from "#server/preflight/record-preflight-check.ts";
import { findCandidate } from "#server/release/find-candidates.ts";
import type { StageHandler } from "../stage-plan.ts";

/** Checks whether a release may hold a sample as it is now. Not part of the pipeline. */
export const preflightSample: StageHandler = {
  version: 1,
  async plan({ ctx, subjectId: sampleId, parameters: { seed, preflightSample: options } }) {
    const candidate = await findCandidate(ctx, sampleId);
    if (!candidate) throw new AppError("NOT_FOUND", `no sample ${sampleId}`);
    const { acceptancesMin } = options;
    const hashes = await inputsHashes(ctx, [candidate], acceptancesMin);
    const inputsHash = hashes.get(sampleId)!;
    return {
      provenance: { parameters: options, seed, inputs: [inputsHash] },
      variant: `acceptances-${acceptancesMin}`,
      async compute() {
        const findings = await checkSample(ctx, candidate, acceptancesMin);
        return (inside) =>
          recordPreflightCheck(inside, {
            sampleId,
            acceptancesMin,
            revisionId: candidate.currentRevisionId,
            inputsHash,
            findings,
          });
      },
      next: async () => [],
    };
  },
};
