import type { PreflightCode } from "#core/release/preflight/preflight-code.ts";
import type { PreflightSeverity } from "#core/release/preflight/preflight-finding.ts";
import type { ReportedFinding } from "#server/preflight/get-preflight.ts";

/** How often something was found under a code with a severity. */
export type CodeCount = {
  readonly code: PreflightCode;
  readonly severity: PreflightSeverity;
  readonly found: number;
  readonly waived: number;
};

/** Findings counted by severity and code, in the order of first appearance. */
export function codeCounts(findings: readonly ReportedFinding[]): CodeCount[] {
  const groups = Map.groupBy(findings, ({ severity, code }) => `${severity} ${code}`);
  return [...groups.values()].map((group) => {
    const { code, severity } = group[0]!;
    const waived = group.filter(({ waiver }) => waiver !== null).length;
    return { code, severity, found: group.length, waived };
  });
}
