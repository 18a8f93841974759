import type { ReleaseSource } from "#core/release/release-name.ts";

/** What a release is made from, in words. */
export const sourceText: Record<ReleaseSource, string> = {
  accepted: "accepted by people",
  gated: "kept by the gate",
};
