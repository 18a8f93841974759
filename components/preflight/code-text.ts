import type { PreflightCode } from "#core/release/preflight/preflight-code.ts";
import { causeText } from "#components/review/check-text.ts";

/** What each code of a preflight says is wrong, in a few words. */
export const codeText: Record<PreflightCode, string> = {
  ...causeText,
  "pick-empty": "Nothing is chosen",
  "pin-missing": "Pinned and not to be had",
  "quota-unfilled": "Quota not filled",
  "near-duplicate": "Nearly the same as another",
  "photos-restricted": "Photos may not be passed on",
  "no-revision": "Says nothing",
  "not-for-release": "May not be released",
  redetection: "Not found again by a detector",
  "review-missing": "Too few reviewers accepted it",
  "reviews-disagree": "Reviewers disagree",
  "comment-open": "A comment is not resolved",
  id: "Id that the evaluator misreads",
  image: "Photo missing or no picture",
  "image-size": "Photo smaller than 896 pixels",
  "camera-frame": "Camera is not the photo's",
  "evaluator-grammar": "Words that the evaluator misreads",
  "evaluator-file": "Edit that the evaluator cannot use",
  "yaw-margin": "Heading that may jump to the other sign",
};
