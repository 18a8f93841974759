import * as z from "zod";
import { PreflightCode } from "./preflight-code.ts";

/** Why a finding is put up with. */
export const WaiverReason = z
  .string()
  .trim()
  .min(1, "say why it is put up with")
  .max(1000, "at most 1000 characters");

/** A finding that somebody answered for, as a release states it. */
export const ReleasedWaiver = z.object({
  /** A pseudonym, as of reviewers. */
  by: z.string(),
  code: PreflightCode,
  /** Null: the release as a whole. */
  sampleId: z.string().nullable(),
  reason: z.string(),
});
export type ReleasedWaiver = z.infer<typeof ReleasedWaiver>;
