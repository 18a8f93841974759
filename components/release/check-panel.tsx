"use client";

import { CircleCheck, OctagonX, ShieldCheck } from "lucide-react";
import { useState, useTransition } from "react";
import type { StoredReleaseCheck } from "#server/release/check-stored-release.ts";
import type { ActionResult } from "#server/web/action.ts";
import { May } from "#components/account/may.tsx";
import { Button } from "#components/ui/button.tsx";
import { CodeLine } from "#components/ui/code-line.tsx";
import { Panel } from "#components/ui/panel.tsx";

/** Holds the stored files of a release against its manifest, and says how to do so with a copy. */
export function CheckPanel({
  name,
  check,
}: {
  name: string;
  check: (request: { name: string }) => Promise<ActionResult<StoredReleaseCheck>>;
}) {
  const [pending, startTransition] = useTransition();
  const [result, setResult] = useState<StoredReleaseCheck | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const run = () =>
    startTransition(async () => {
      const answer = await check({ name }).catch(() => null);
      setResult(answer?.ok ? answer.value : null);
      setFailure(answer?.ok ? null : (answer?.message ?? "The server cannot be reached."));
    });
  return (
    <Panel
      title="Verify"
      aside={
        <May do="release.check">
          <Button size="sm" disabled={pending} onClick={run}>
            <ShieldCheck className="size-3.5" aria-hidden />
            {pending ? "Checking" : "Check stored files"}
          </Button>
        </May>
      }
    >
      <div aria-live="polite" className="mb-3 text-xs empty:hidden">
        {failure && <p className="text-bad">{failure}</p>}
        {result?.problems.length === 0 && (
          <p className="figures flex items-center gap-1.5 text-good">
            <CircleCheck className="size-3.5" aria-hidden />
            {result.filesChecked} files read, all as the manifest says
          </p>
        )}
        {result && result.problems.length > 0 && (
          <ul className="flex flex-col gap-1">
            {result.problems.map((problem) => (
              <li key={problem} className="flex gap-1.5">
                <OctagonX className="mt-px size-3.5 shrink-0 text-bad" aria-hidden />
                <span className="min-w-0 break-words">{problem}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      <p className="mb-2 text-xs text-soft">
        A copy is verified by the command line: every file against its hash, and every rule of the
        layout.
      </p>
      <CodeLine>{`bin/gsi release verify gsi-bench-${name}`}</CodeLine>
    </Panel>
  );
}
