import type { Composition } from "#core/release/composition.ts";
import { compositionOf } from "#core/release/composition.ts";
import type { LeftOutSample } from "#core/release/manifest.ts";
import type { RedetectionCount } from "#core/release/redetection-count.ts";
import type { ReleaseSource } from "#core/release/release-name.ts";
import type { RuleName, Violation } from "#core/release/violation.ts";
import type { Context } from "../context.ts";
import type { WaivedCodes } from "./choose-samples.ts";
import { chooseSamples } from "./choose-samples.ts";

/** A rule that samples or photos go against without being refused for it. */
export type WarningCount = {
  readonly rule: RuleName;
  readonly count: number;
  readonly example: string;
};

/** What a release made now would be. */
export type FreezePreview = {
  readonly source: ReleaseSource;
  readonly composition: Composition;
  readonly leftOut: readonly LeftOutSample[];
  readonly warnings: readonly WarningCount[];
  readonly redetections: RedetectionCount;
};

/** Looks what a freeze of all samples from a source, or of those with the given ids, would take and refuse. Writes nothing. */
export async function previewFreeze(
  ctx: Context,
  { source, ids, waived }: { source: ReleaseSource; ids?: readonly string[]; waived?: WaivedCodes },
): Promise<FreezePreview> {
  const choice = await chooseSamples(ctx, source, ids, waived);
  return {
    source,
    composition: compositionOf(choice),
    leftOut: choice.leftOut,
    warnings: countWarnings(choice.warnings),
    redetections: choice.redetections,
  };
}

/** Violations as one line a rule, in the order of first appearance. */
export function countWarnings(violations: readonly Violation[]): WarningCount[] {
  return [...Map.groupBy(violations, ({ rule }) => rule)].map(([rule, group]) => ({
    rule,
    count: group.length,
    example: group[0]?.message ?? "",
  }));
}
