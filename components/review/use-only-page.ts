"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";

/** Longer than a page that is being left takes to let go. */
const patienceMilliseconds = 400;

/**
 * Of several pages of one browser that show the same sample, one may change it. `elsewhere` tells that this
 * is not the one; it becomes it by itself when the other is closed, or at once by `takeOver`. `onGained` is
 * called then: the other page may have left changes. Where the browser has no locks (no TLS and no loopback)
 * the server alone tells two pages apart.
 */
export function useOnlyPage(
  sampleId: string,
  onGained: () => void,
): { elsewhere: boolean; takeOver: () => void } {
  const [elsewhere, setElsewhere] = useState(false);
  const [attempts, setAttempts] = useState(0);
  const steals = useRef(false);
  const gained = useEffectEvent((waited: boolean) => {
    setElsewhere(false);
    if (waited) onGained();
  });
  useEffect(() => {
    if (!("locks" in navigator)) return;
    let open = true;
    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const ask = async (steal: boolean) => {
      let waited = steal;
      const timer = setTimeout(() => {
        waited = true;
        setElsewhere(true);
      }, patienceMilliseconds);
      await navigator.locks.request(`gsi-review:${sampleId}`, { steal }, () => {
        clearTimeout(timer);
        if (!open) return undefined;
        gained(waited);
        return held;
      });
    };
    const hold = (steal: boolean) =>
      ask(steal).catch(() => {
        // Another page took over: wait until it is closed.
        if (!open) return;
        setElsewhere(true);
        void ask(false).catch(() => null);
      });
    void hold(steals.current);
    steals.current = false;
    return () => {
      open = false;
      letGo();
    };
  }, [sampleId, attempts]);
  return {
    elsewhere,
    takeOver: () => {
      steals.current = true;
      setAttempts(attempts + 1);
    },
  };
}
