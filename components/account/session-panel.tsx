"use client";

import type { OwnSession } from "#server/account/own-sessions.ts";
import type { ActionResult } from "#server/web/action.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useAction } from "#components/ui/use-action.ts";

/** The browsers in which one is signed in. */
export function SessionPanel({
  sessions,
  end,
}: {
  sessions: readonly OwnSession[];
  end: (request: { sessionId: string }) => Promise<ActionResult<null>>;
}) {
  const { pending, perform } = useAction();
  return (
    <Panel title="Where you are signed in" flush>
      <ul className="divide-y divide-line text-xs">
        {sessions.map(({ id, address, browser, startedAt, current }) => (
          <li key={id} className="flex items-center justify-between gap-4 px-4 py-2.5">
            <div className="min-w-0">
              <p className="truncate">{browser ?? "A browser that does not say which"}</p>
              <p className="text-soft">
                {address ?? "address unknown"}, since <RelativeTime at={startedAt} />
              </p>
            </div>
            {current ? (
              <Badge tone="good">this one</Badge>
            ) : (
              <Button
                size="sm"
                disabled={pending}
                onClick={() => perform(() => end({ sessionId: id }))}
              >
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
