"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { loadFrameDepth } from "#components/viewer/depth-store.ts";
import { loadPhoto } from "#components/viewer/load-photo.ts";
import { prefetchPoints } from "#components/viewer/point-tile-store.ts";
import type { SampleDetail } from "#server/sample/get-sample.ts";
import type { ReviewActions } from "./review-actions.ts";

/** Lets the sample on the screen settle before the next one is fetched. */
const settleMilliseconds = 250;

/**
 * Fetches the sample after the one on the screen, its photo (decoded) and its points ahead of time. What has been
 * fetched is the caller's by lease, so it is still true when it is shown. Answers with how to get it: null while it
 * is not here.
 */
export function useNextSample(
  sampleId: string,
  leased: boolean,
  reserveNext: ReviewActions["reserveNext"],
) {
  const ahead = useRef<{ after: string; sample: SampleDetail } | null>(null);
  /** Held on to, so that the browser keeps what it has decoded. */
  const photo = useRef<HTMLImageElement | null>(null);
  const fetchAhead = useEffectEvent(async () => {
    const after = sampleId;
    const answer = await reserveNext({ afterSampleId: after }).catch(() => null);
    if (!answer?.ok || !answer.value) return;
    ahead.current = { after, sample: answer.value };
    const { imageHash, pointsHash } = answer.value.frame;
    void loadFrameDepth(answer.value.frame.id);
    if (imageHash) {
      photo.current = loadPhoto(imageHash);
      // A photo that cannot be decoded says so where it is shown.
      await photo.current.decode().catch(() => null);
    }
    if (pointsHash) await prefetchPoints(pointsHash).catch(() => null);
  });
  useEffect(() => {
    if (!leased) return;
    const timer = setTimeout(() => void fetchAhead(), settleMilliseconds);
    return () => clearTimeout(timer);
  }, [sampleId, leased]);
  return (after: string): SampleDetail | null =>
    ahead.current?.after === after ? ahead.current.sample : null;
}
