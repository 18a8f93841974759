import type { ReleaseOrigin } from "#core/release/release-name.ts";

/** What a release is made from, in words. */
export const sourceText: Record<ReleaseOrigin, string> = {
  accepted: "accepted by people",
  gated: "kept by the gate",
  imported: "made elsewhere",
};
