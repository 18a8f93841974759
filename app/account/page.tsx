import type { Metadata } from "next";
import { findOwnSessions } from "#server/account/own-sessions.ts";
import { findOwnTokens } from "#server/account/own-tokens.ts";
import { readPage } from "#server/web/read-page.ts";
import { currentViewer } from "#server/web/viewer.ts";
import { PasswordPanel } from "#components/account/password-panel.tsx";
import { SessionPanel } from "#components/account/session-panel.tsx";
import { TokenPanel } from "#components/account/token-panel.tsx";
import { PageBody } from "#components/shell/page-body.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { changeOwnPassword, endOwnSession, makeOwnToken, revokeOwnToken } from "./actions.ts";

export const metadata: Metadata = { title: "My account" };

export default async function AccountPage() {
  const viewer = await currentViewer();
  const [tokens, sessions] = await readPage(
    (ctx) => Promise.all([findOwnTokens(ctx), findOwnSessions(ctx, viewer?.sessionId ?? null)]),
    "account.manage",
  );
  const email = viewer?.email ?? null;
  return (
    <PageBody>
      <PageHeader title="My account">
        {email === null
          ? "Nobody signs in to this studio: whoever is at this machine owns it (docs/accounts.md)."
          : email}
      </PageHeader>
      <div className="grid grid-cols-[minmax(0,1fr)_22rem] items-start gap-4">
        <div className="flex min-w-0 flex-col gap-4">
          <TokenPanel tokens={tokens} make={makeOwnToken} revoke={revokeOwnToken} />
          {email !== null && <SessionPanel sessions={sessions} end={endOwnSession} />}
        </div>
        {email !== null && <PasswordPanel email={email} change={changeOwnPassword} />}
      </div>
    </PageBody>
  );
}
