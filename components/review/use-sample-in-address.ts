"use client";

import { usePathname } from "next/navigation";
import { useEffect, useEffectEvent, useRef } from "react";
import type { Review } from "./use-review.ts";

/** Shows the sample that the address names: back and forward change it without loading the page again. */
export function useSampleInAddress({ sample, sending, show }: Review): void {
  const pathname = usePathname();
  /** The sample that was last asked for by address: asked for once, not for ever when it cannot be shown. */
  const chased = useRef<string | null>(null);
  const follow = useEffectEvent(() => {
    // The bar itself: the router hears of a change a moment later.
    const named = decodeURIComponent(window.location.pathname.split("/")[2] ?? "");
    if (!named || named === sample.id) chased.current = null;
    else if (named !== chased.current) {
      chased.current = named;
      void show(named);
    }
  });
  useEffect(() => {
    if (!sending) follow();
  }, [pathname, sending]);
}

/** Names the sample in the address bar without asking the server for the page around it again. */
export function nameInAddress(sampleId: string): void {
  const path = `/review/${encodeURIComponent(sampleId)}`;
  if (window.location.pathname !== path)
    window.history.pushState(null, "", path + window.location.search);
}
