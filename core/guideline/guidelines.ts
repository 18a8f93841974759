import * as z from "zod";

/** The text of the guidelines: Markdown without HTML. */
export const GuidelineBody = z
  .string()
  .trim()
  .min(1, "guidelines without a word help nobody")
  .max(40_000, "guidelines have at most 40000 characters");

/** What changed in a version, and why: what reviewers read first. */
export const GuidelineNote = z.string().trim().min(1, "say what changed").max(500);
