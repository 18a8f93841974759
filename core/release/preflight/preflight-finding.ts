import * as z from "zod";
import type { Finding } from "#core/plausibility/finding.ts";
import { CheckName } from "#core/plausibility/finding.ts";
import type { Violation } from "../violation.ts";
import { RuleName } from "../violation.ts";
import { codeOfCheck, codeOfRule, PreflightCode } from "./preflight-code.ts";

/** `blocking` keeps a draft from being frozen until it is mended or waived; a `warning` is there to be known. */
export const PreflightSeverity = z.enum(["blocking", "warning"]);
export type PreflightSeverity = z.infer<typeof PreflightSeverity>;

/** One thing that a preflight found. */
export const PreflightFinding = z.object({
  code: PreflightCode,
  severity: PreflightSeverity,
  /** Null: the release as a whole. */
  sampleId: z.string().nullable(),
  /** The check or rule that found it; null where the code says all. */
  rule: z.union([CheckName, RuleName]).nullable(),
  /** A sentence. */
  message: z.string(),
});
export type PreflightFinding = z.infer<typeof PreflightFinding>;

/**
 * What may be waived although it blocks: a person may know better than a rule whether a scene is plausible,
 * words are clear, or one reviewer is enough. All other blocking codes stand: the evaluator could not load
 * or score the sample, its answer would be wrong, or it may not be passed on.
 */
const waivable: ReadonlySet<PreflightCode> = new Set([
  "review-missing",
  "comment-open",
  "label-movable",
  "visible-before",
  "depth-range",
  "in-frame",
  "min-pixel-size",
  "visible-change",
  "occlusion",
  "collision",
  "support",
  "leaves-room",
  "reference-unique",
  "words-match",
]);

/** Whether a finding may be waived: every warning, and what blocks by judgement alone. */
export function mayBeWaived({
  code,
  severity,
}: Pick<PreflightFinding, "code" | "severity">): boolean {
  return severity === "warning" || waivable.has(code);
}

/** A finding that blocks, of no check or rule. */
export function blockingFinding(
  code: PreflightCode,
  sampleId: string | null,
  message: string,
): PreflightFinding {
  return { code, severity: "blocking", sampleId, rule: null, message };
}

/** A finding that is only to be known, of no check or rule. */
export function warningFinding(
  code: PreflightCode,
  sampleId: string | null,
  message: string,
): PreflightFinding {
  return { ...blockingFinding(code, sampleId, message), severity: "warning" };
}

/** What a plausibility check found about a sample; null where it passed. */
export function findingOfCheck(
  sampleId: string,
  { check, passed, severity, message }: Finding,
): PreflightFinding | null {
  if (passed) return null;
  return {
    code: codeOfCheck(check),
    severity: severity === "hard" ? "blocking" : "warning",
    sampleId,
    rule: check,
    message,
  };
}

/** A rule of the published layout that a sample breaks. */
export function findingOfViolation(
  sampleId: string,
  { rule, severity, message }: Violation,
): PreflightFinding {
  return {
    code: codeOfRule[rule],
    severity: severity === "error" ? "blocking" : "warning",
    sampleId,
    rule,
    message,
  };
}

/** A finding as a reason for leaving a sample out. */
export function reasonOf({ rule, message }: PreflightFinding): string {
  return rule === null ? message : `${rule}: ${message}`;
}
