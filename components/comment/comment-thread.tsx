"use client";

import { Check, MapPin, RotateCcw } from "lucide-react";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import type { SampleComment } from "#server/comment/list-comments.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { CommentForm } from "./comment-form.tsx";
import { pinText } from "./pin-place.ts";
import { highlightComment, usePins } from "./pin-store.ts";
import type { Comments } from "./use-comments.ts";

/** What was said about a sample, what is dealt with, and a place to say more. */
export function CommentThread({ scene, thread }: { scene: FrameScene; thread: Comments }) {
  const { comments, pending } = thread;
  const highlighted = usePins((state) => state.highlighted);
  return (
    <>
      {comments.length === 0 && (
        <p className="px-3 py-2.5 text-xs text-soft">Nothing has been said about this sample.</p>
      )}
      <ol className="divide-y divide-line">
        {comments.map((comment, index) => (
          <li
            key={comment.id}
            className={classNames("px-3 py-2.5", highlighted === comment.id && "bg-hover")}
            onPointerEnter={() => highlightComment(comment.id)}
            onPointerLeave={() => highlightComment(null)}
          >
            <CommentHead number={index + 1} comment={comment} scene={scene} />
            <p
              className={classNames(
                "mt-1 break-words whitespace-pre-wrap",
                comment.resolved && "text-soft",
              )}
            >
              {comment.body}
            </p>
            <div className="mt-1.5 flex flex-wrap items-center gap-2 text-2xs text-soft">
              {comment.resolved ? (
                <>
                  <Button
                    size="sm"
                    look="ghost"
                    disabled={pending}
                    aria-label={`Reopen comment ${index + 1}`}
                    onClick={() => void thread.reopen(comment.id)}
                  >
                    <RotateCcw className="size-3.5" aria-hidden />
                    Reopen
                  </Button>
                  <span>
                    resolved by {comment.resolved.by}, <RelativeTime at={comment.resolved.at} />
                  </span>
                </>
              ) : (
                <Button
                  size="sm"
                  disabled={pending}
                  aria-label={`Resolve comment ${index + 1}`}
                  onClick={() => void thread.resolve(comment.id)}
                >
                  <Check className="size-3.5" aria-hidden />
                  Resolve
                </Button>
              )}
            </div>
          </li>
        ))}
      </ol>
      <CommentForm scene={scene} pending={pending} onAdd={thread.add} />
    </>
  );
}

function CommentHead({
  number,
  comment: { by, at, pin },
  scene,
}: {
  number: number;
  comment: SampleComment;
  scene: FrameScene;
}) {
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-2xs text-soft">
      <span className="figures font-semibold text-ink">{number}</span>
      <span className="font-medium text-ink">{by}</span>
      <RelativeTime at={at} />
      {pin && (
        <span className="flex min-w-0 items-center gap-1">
          <MapPin className="size-3 shrink-0" aria-hidden />
          {pinText(scene, pin)}
        </span>
      )}
    </p>
  );
}
