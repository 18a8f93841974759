import { useEffect, useState } from "react";
import type { OfferedDownloads } from "#server/release/find-downloads.ts";
import type { ActionResult } from "#server/web/action.ts";

const lookEveryMilliseconds = 1500;

/**
 * The downloads of a release as they are now. While one is made ready they are looked at every so often, and not the
 * whole page, which reads the lists of the manifest.
 */
export function useLiveDownloads(
  release: string,
  read: OfferedDownloads,
  look: (request: { name: string }) => Promise<ActionResult<OfferedDownloads>>,
): OfferedDownloads {
  // What was seen since the page was read; of no use once it is read anew.
  const [seen, setSeen] = useState({ since: read, downloads: read });
  const current = seen.since === read ? seen.downloads : read;
  const isMaking = current.offered.some(({ state }) => state.kind === "making");
  useEffect(() => {
    if (!isMaking) return;
    const lookOnce = async () => {
      if (document.visibilityState !== "visible") return;
      const answer = await look({ name: release }).catch(() => null);
      if (answer?.ok) setSeen({ since: read, downloads: answer.value });
    };
    const timer = setInterval(() => void lookOnce(), lookEveryMilliseconds);
    return () => clearInterval(timer);
  }, [isMaking, look, read, release]);
  return current;
}
