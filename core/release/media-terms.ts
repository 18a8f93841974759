import type { ReleaseFacts } from "./manifest.ts";

/**
 * Layouts of scans whose terms of use forbid that their pictures are passed on. ScanNet++ is one; a scan of
 * one's own in the same layout cannot be told from it, so it is treated alike until somebody says otherwise.
 */
const kept: readonly string[] = ["scannetpp"];

/** The kinds of scans in a release whose photos may not be passed on; none where all may. */
export function sourcesKeptBack({ scenes }: Pick<ReleaseFacts, "scenes">): string[] {
  return [...new Set(scenes.map(({ source }) => source))].filter((source) => kept.includes(source));
}
