import { counted } from "#core/counted.ts";
import type { RuleName } from "#core/release/violation.ts";

/** What can be wrong with a copy of a release, apart from broken rules of the layout. */
export type CopyProblem =
  | "manifest"
  | "missing"
  | "extra"
  | "renamed"
  | "swapped"
  | "changed"
  | "checksums"
  | "signature";

/** One thing that is wrong with a copy of a release: where, and a sentence that says what. */
export type VerifyProblem = {
  readonly kind: CopyProblem | RuleName;
  /** Path from the root of the release; for its place on the disk, the path of the dataset folder. */
  readonly file: string;
  /** Path of the field inside the file; null when the whole file is meant. */
  readonly field: string | null;
  readonly message: string;
};

/** What keeps a copy from passing its check: the first of its errors, and how many there are more. Null when it passes. */
export function checkFailure(errors: readonly VerifyProblem[]): string | null {
  const [first, ...more] = errors;
  if (!first) return null;
  const others = `${counted(more.length, "more error")}: "gsi release verify" lists them`;
  return `does not pass its check: ${first.message}${more.length > 0 ? ` (and ${others})` : ""}`;
}
