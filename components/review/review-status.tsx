"use client";

import { CircleAlert, CloudOff, Files, Info } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { Review } from "./use-review.ts";

/** One strip under the header, only when there is something to say: trouble, or why nothing can be changed. */
export function ReviewStatus({ review }: { review: Review }) {
  const { sample, trouble } = review;
  if (trouble) {
    return (
      <Strip tone="bg-bad-wash text-bad" urgent icon={<CircleAlert />}>
        <span className="min-w-0 flex-1">{trouble.message}</span>
        <Button
          size="sm"
          disabled={review.sending}
          onClick={trouble.retry ?? review.dismissTrouble}
        >
          {trouble.retry ? "Try again" : "Dismiss"}
        </Button>
      </Strip>
    );
  }
  if (review.page.elsewhere) {
    return (
      <Strip tone="bg-warn-wash text-warn" icon={<Files />}>
        <span className="min-w-0 flex-1">
          Another page of this browser has this sample open. Here it can be looked at.
        </span>
        <Button size="sm" onClick={review.page.takeOver}>
          Edit here
        </Button>
      </Strip>
    );
  }
  if (review.behindSince !== null) {
    return (
      <Strip tone="bg-warn-wash text-warn" urgent icon={<CloudOff />}>
        <span className="min-w-0 flex-1">
          Changes made <RelativeTime at={new Date(review.behindSince)} /> have not reached the
          server. Go on: this browser keeps them and sends them as soon as it can.
        </span>
        <Button size="sm" onClick={review.sendNow}>
          Try now
        </Button>
      </Strip>
    );
  }
  if (sample.state !== "queued") {
    return (
      <Strip tone="bg-accent-wash text-accent" icon={<Info />}>
        <span className="min-w-0 flex-1">
          This sample is {sample.state}. Take the verdict back to change it.
        </span>
        {sample.verdicts.some((verdict) => verdict.undoneAt === null) && (
          <Button
            size="sm"
            disabled={review.sending}
            onClick={() => void review.undoVerdict(sample.id)}
          >
            Take the verdict back
          </Button>
        )}
      </Strip>
    );
  }
  if (!sample.lease.mine && sample.lease.holder) {
    return (
      <Strip tone="bg-warn-wash text-warn" icon={<Info />}>
        {sample.lease.holder} has this sample open. You can look, and decide it when they are done.
        {review.changed && " What you changed before is kept for you."}
      </Strip>
    );
  }
  return null;
}

function Strip({
  tone,
  urgent = false,
  icon,
  children,
}: {
  tone: string;
  /** Interrupts a screen reader. */
  urgent?: boolean;
  icon: ReactNode;
  children: ReactNode;
}) {
  return (
    <div
      aria-live={urgent ? "assertive" : "polite"}
      className={`flex min-h-9 shrink-0 items-center gap-2 border-b border-line px-3 py-1 text-xs [&_svg]:size-3.5 [&_svg]:shrink-0 ${tone}`}
    >
      {icon}
      {children}
    </div>
  );
}
