"use client";

import { useToast } from "#components/ui/toast.tsx";
import type { ReviewActions } from "./review-actions.ts";
import type { Review } from "./use-review.ts";

/** Goes to another sample without a verdict on the one in hand, which keeps its changes. */
export function useNeighbours(review: Review, reserveNext: ReviewActions["reserveNext"]) {
  const toast = useToast();
  const { sample, progress, show } = review;
  return {
    /** The one that would come after a verdict. */
    goToNext: async () => {
      const answer = await reserveNext({ afterSampleId: sample.id }).catch(() => null);
      if (answer?.ok && answer.value) return show(answer.value.id);
      toast({
        title: answer ? (answer.ok ? "No other sample waits" : answer.message) : "No connection",
      });
    },
    /** The one decided last; from there the one before it. */
    goToPrevious: () => {
      const at = progress.mine.findIndex(({ sampleId }) => sampleId === sample.id);
      const before = progress.mine[at + 1];
      if (before) void show(before.sampleId);
      else toast({ title: "You decided nothing before this" });
    },
  };
}
