import * as z from "zod";
import type { ReleaseSource } from "../release-name.ts";

/** What a draft demands before it may be frozen. */
export const PreflightOptions = z.strictObject({
  /** Whether a freeze needs a complete preflight that leaves nothing blocking. */
  isRequired: z.boolean().default(true),
  /** How many people must have accepted what a sample says now. Asked of a release of accepted samples only. */
  acceptancesMin: z.number().int().min(1).max(20).default(1),
});
export type PreflightOptions = z.output<typeof PreflightOptions>;

/** How many acceptances a preflight asks of each sample: what the gate kept need not have been looked at by anybody. */
export function acceptancesAsked(
  source: ReleaseSource,
  { acceptancesMin }: PreflightOptions,
): number {
  return source === "accepted" ? acceptancesMin : 0;
}
