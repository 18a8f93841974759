import * as z from "zod";

/** The named checks; one file each, listed in `checks.ts`. */
export const CheckName = z.enum([
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
  "box-matches-operation",
  "reference-unique",
  "words-match",
  "oracle",
  "duplicate",
]);
export type CheckName = z.infer<typeof CheckName>;

/** How bad it is when the check does not pass: `hard` blocks accepting, `soft` asks the reviewer for a reason. */
export const Severity = z.enum(["hard", "soft"]);
export type Severity = z.infer<typeof Severity>;

/** What one check found about one edit: a figure, the limit it was held against, and a sentence for people. */
export const Finding = z.object({
  check: CheckName,
  passed: z.boolean(),
  severity: Severity,
  /** The measured figure, in `unit`; null when the check is yes or no. */
  value: z.number().nullable(),
  /** The limit the figure was compared with; null when the check is yes or no. */
  limit: z.number().nullable(),
  /** Unit of value and limit, e.g. "m", "px", "share". Empty for yes or no. */
  unit: z.string(),
  /** One sentence saying what was found, e.g. "reaches 0.12 m into the dining table". */
  message: z.string(),
  /** Ids of the other objects concerned, for highlighting them in the picture. */
  objectIds: z.array(z.string()),
});
export type Finding = z.infer<typeof Finding>;

/** Builds a finding; what is left out is hard, without a figure and about no other object. */
export function finding(
  check: CheckName,
  said: Pick<Finding, "passed" | "message"> & Partial<Finding>,
): Finding {
  const { passed, message, severity = "hard", value = null, limit = null, unit = "" } = said;
  return { check, passed, severity, value, limit, unit, message, objectIds: said.objectIds ?? [] };
}

/** Whether any finding forbids accepting the edit. */
export function isBlocked(findings: readonly Finding[]): boolean {
  return findings.some((one) => !one.passed && one.severity === "hard");
}
