import { CircleCheckBig, Inbox } from "lucide-react";
import type { Metadata } from "next";
import { getReviewProgress } from "#server/review/get-review-progress.ts";
import { readPage } from "#server/web/read-page.ts";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { StartReviewing } from "#components/review/start-reviewing.tsx";
import { startReviewing } from "./actions.ts";

export const metadata: Metadata = { title: "Review" };

export default async function ReviewPage() {
  const { done, left, mine } = await readPage(getReviewProgress, "review.lease");
  if (left === 0 && done === 0) {
    return (
      <EmptyState
        icon={<Inbox />}
        title="Nothing waits for review yet"
        action={<ButtonLink href="/">Go to the overview</ButtonLink>}
      >
        Candidates come here once the pipeline has proposed, checked, worded and gated them. Import
        a scan and start a run.
      </EmptyState>
    );
  }
  if (left === 0) {
    return (
      <EmptyState
        icon={<CircleCheckBig />}
        title="Everything is reviewed"
        action={<ButtonLink href="/releases">Freeze a release</ButtonLink>}
      >
        All {done} samples are decided. Verdicts can be taken back until a release freezes them.
      </EmptyState>
    );
  }
  return (
    <StartReviewing
      done={done}
      left={left}
      mine={mine.length}
      start={
        <form action={startReviewing}>
          <Button type="submit" look="primary" size="lg">
            {mine.length > 0 ? "Go on reviewing" : "Start reviewing"}
          </Button>
        </form>
      }
    />
  );
}
