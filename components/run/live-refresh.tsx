"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Reads the page anew every so often while somebody looks at it. Draws nothing. */
export function LiveRefresh({ everyMilliseconds }: { everyMilliseconds: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, everyMilliseconds);
    return () => clearInterval(timer);
  }, [everyMilliseconds, router]);
  return null;
}
