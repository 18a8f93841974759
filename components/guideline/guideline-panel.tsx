"use client";

import { ExternalLink } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import type { Guidelines } from "#server/guideline/get-guidelines.ts";
import type { ActionResult } from "#server/web/action.ts";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { MarkdownText } from "./markdown.tsx";

/** Reads the guidelines that count, and remembers that they were opened. */
export type OpenGuidelines = () => Promise<ActionResult<Guidelines>>;

/** The guidelines that count, to read beside the work. */
export function GuidelineText({
  openGuidelines,
  onOpened,
}: {
  openGuidelines: OpenGuidelines;
  onOpened: () => void;
}) {
  const [answer, setAnswer] = useState<ActionResult<Guidelines> | "unreached" | null>(null);
  const open = useEffectEvent(async () => {
    const said = await openGuidelines().catch(() => "unreached" as const);
    setAnswer(said);
    if (said !== "unreached" && said.ok) onOpened();
  });
  const [tries, setTries] = useState(0);
  useEffect(() => queueMicrotask(() => void open()), [tries]);
  if (answer === null) return <p className="animate-pulse-soft px-3 py-2.5 text-soft">Loading</p>;
  if (answer === "unreached" || !answer.ok)
    return (
      <div role="alert" className="flex flex-col items-start gap-2 px-3 py-2.5 text-bad">
        {answer === "unreached" ? "The server cannot be reached." : answer.message}
        <Button size="sm" onClick={() => setTries(tries + 1)}>
          Try again
        </Button>
      </div>
    );
  const { number, by, note, body } = answer.value;
  return (
    <div className="px-4 py-3">
      <p className="mb-3 text-2xs text-soft">
        Version {number} by {by}: {note}
      </p>
      <MarkdownText text={body} />
      <ButtonLink href="/guidelines" target="_blank" size="sm" className="mt-4">
        All versions
        <ExternalLink className="size-3.5" aria-hidden />
      </ButtonLink>
    </div>
  );
}
