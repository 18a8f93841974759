"use client";

import { useState } from "react";
import type { ActionResult } from "#server/web/action.ts";
import { useMay } from "#components/account/may.tsx";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { useAction } from "#components/ui/use-action.ts";

/** Marks a release as one not to be taken any more, or takes that back. Not there for those who may not. */
export function DeprecationPanel({
  name,
  isDeprecated,
  deprecate,
  lift,
}: {
  name: string;
  isDeprecated: boolean;
  deprecate: (request: { name: string; note: string }) => Promise<ActionResult<void>>;
  lift: (request: { name: string }) => Promise<ActionResult<void>>;
}) {
  const { pending, perform } = useAction();
  const [note, setNote] = useState("");
  const mayDeprecate = useMay("release.annotate");
  if (!mayDeprecate) return null;
  return (
    <Panel title="Deprecation">
      {isDeprecated ? (
        <Button size="sm" disabled={pending} onClick={() => perform(() => lift({ name }))}>
          Take the deprecation back
        </Button>
      ) : (
        <form
          className="flex flex-col gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            perform(() => deprecate({ name, note }));
            setNote("");
          }}
        >
          <textarea
            aria-label="Why it is deprecated"
            value={note}
            required
            rows={2}
            maxLength={2000}
            placeholder="Why, and what to take in its place"
            onChange={(event) => setNote(event.target.value)}
            className="w-full rounded-md border border-field bg-surface px-2 py-1.5 text-xs placeholder:text-soft"
          />
          <Button
            type="submit"
            size="sm"
            look="danger"
            disabled={pending || note.trim() === ""}
            className="self-start"
          >
            Deprecate
          </Button>
        </form>
      )}
    </Panel>
  );
}
