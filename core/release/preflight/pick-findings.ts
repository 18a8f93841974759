import { counted } from "#core/counted.ts";
import type { NearDuplicate } from "../pick/near-duplicates.ts";
import type { Pick } from "../pick/pick-samples.ts";
import type { PreflightFinding } from "./preflight-finding.ts";
import { blockingFinding, warningFinding } from "./preflight-finding.ts";

/** What is to be known of a choice of samples beyond each of them. */
export type PickFacts = {
  /** Null where a source is taken whole. */
  readonly pick: Pick | null;
  readonly pinsMissing: readonly { readonly id: string; readonly why: string }[];
  readonly nearDuplicates: readonly NearDuplicate[];
  /** Of the samples that are chosen: the kind of scan of each. */
  readonly sources: readonly string[];
};

/** What a preflight finds about a choice as a whole. */
export function pickFindings({
  pick,
  pinsMissing,
  nearDuplicates,
  sources,
}: PickFacts): PreflightFinding[] {
  const { all, operations = [], scenes = [] } = pick ?? {};
  const restricted = sources.filter(forbidsPassingOn).length;
  return [
    ...(sources.length === 0 ? [blockingFinding("pick-empty", null, "no sample is chosen")] : []),
    ...pinsMissing.map(({ id, why }) =>
      blockingFinding("pin-missing", id, `it is pinned and not to be had: ${why}`),
    ),
    ...[all, ...operations, ...scenes].flatMap((stratum) =>
      stratum?.why ? [warningFinding("quota-unfilled", null, stratum.why)] : [],
    ),
    ...nearDuplicates.map(({ ids: [first, second], why }) =>
      warningFinding("near-duplicate", second, `nearly the same as ${first}: ${why}`),
    ),
    ...(restricted > 0
      ? [
          warningFinding(
            "photos-restricted",
            null,
            `the photos of ${counted(restricted, "sample")} are under the terms of ScanNet++, which do not allow them to be passed on: export without media`,
          ),
        ]
      : []),
  ];
}

/** Whether the terms of a kind of scan forbid passing its photos on. */
function forbidsPassingOn(source: string): boolean {
  return source.startsWith("scannetpp");
}
