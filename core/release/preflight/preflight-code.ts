import * as z from "zod";
import { CheckName } from "#core/plausibility/finding.ts";
import type { RuleName } from "../violation.ts";

/** What a preflight can find; `docs/preflight.md` says what each means and what to do. */
export const PreflightCode = z.enum([
  // About the release as a whole, or a sample's place in it.
  "pick-empty",
  "pin-missing",
  "quota-unfilled",
  "near-duplicate",
  "photos-restricted",
  // About what is written beside a sample.
  "no-revision",
  "not-for-release",
  "redetection",
  "review-missing",
  "reviews-disagree",
  "comment-open",
  // About its published form: what the evaluator reads.
  "id",
  "image",
  "image-size",
  "camera-frame",
  "evaluator-grammar",
  "evaluator-file",
  "yaw-margin",
  // About the edit itself. Two samples that ask for the same are `near-duplicate`.
  ...CheckName.exclude(["duplicate"]).options,
]);
export type PreflightCode = z.infer<typeof PreflightCode>;

/** Under which code a check is found. */
export function codeOfCheck(check: CheckName): PreflightCode {
  return check === "duplicate" ? "near-duplicate" : check;
}

/** Under which code a rule of the published layout is found. The rules of the folder are those of a copy, not of a sample. */
export const codeOfRule: Record<RuleName, PreflightCode> = {
  "folder-content": "evaluator-file",
  "one-source": "evaluator-file",
  "unused-source": "evaluator-file",
  "folder-path": "evaluator-file",
  "image-id": "id",
  "image-name": "id",
  "query-id": "id",
  "image-format": "image",
  "image-size": "image-size",
  "image-camera": "camera-frame",
  "camera-form": "camera-frame",
  "camera-frame": "camera-frame",
  "camera-shared": "camera-frame",
  "operation-word": "evaluator-grammar",
  "camera-word": "evaluator-grammar",
  fields: "evaluator-file",
  "operation-fields": "evaluator-file",
  "ground-truth": "evaluator-file",
  "box-size": "evaluator-file",
  "yaw-range": "evaluator-file",
  "rotation-proper": "evaluator-file",
  "box-in-picture": "evaluator-file",
  "yaw-matrix": "yaw-margin",
  "yaw-margin": "yaw-margin",
  oracle: "oracle",
};
