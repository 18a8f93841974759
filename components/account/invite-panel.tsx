"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Role, roleName } from "#core/account/role.ts";
import type { OpenInvitation } from "#server/account/find-members.ts";
import type { ActionResult } from "#server/web/action.ts";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Select } from "#components/ui/select.tsx";
import { useAction } from "#components/ui/use-action.ts";
import { SecretLine } from "./secret-line.tsx";
import { useSignedIn } from "./sign-in-provider.tsx";

/** Makes links that let people in, and takes them back. */
export function InvitePanel({
  studioUrl,
  invitations,
  anyRole,
  invite,
  takeBack,
}: {
  studioUrl: string;
  invitations: readonly OpenInvitation[];
  /** Whether all roles can be given, not the annotator's alone; all invitations can be taken back then. */
  anyRole: boolean;
  invite: (request: { role: Role }) => Promise<ActionResult<{ token: string }>>;
  takeBack: (request: { invitationId: string }) => Promise<ActionResult<null>>;
}) {
  const router = useRouter();
  const { pending, perform } = useAction();
  const signedIn = useSignedIn();
  const [role, setRole] = useState<Role>("annotator");
  const [link, setLink] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const make = async () => {
    const answer = await signedIn(() => invite({ role })).catch(() => null);
    setLink(answer?.ok ? `${studioUrl}/invite/${answer.value.token}` : null);
    setRefusal(answer?.ok ? null : (answer?.message ?? "The server cannot be reached."));
    router.refresh();
  };
  const roles = anyRole ? Role.options : (["annotator"] as const);
  return (
    <Panel title="Invite somebody">
      <div className="flex flex-col gap-3 text-xs">
        <p className="text-soft">
          A link lets one person make an account, within seven days. Send it yourself: the studio
          sends no mail.
        </p>
        <div className="flex items-center gap-2">
          <Select
            label="Role of who is invited"
            choices={roles.map((value) => ({ value, label: roleName[value] }))}
            value={role}
            onChange={setRole}
            className="min-w-0 flex-1"
          />
          <Button size="sm" look="primary" onClick={() => void make()}>
            Make a link
          </Button>
        </div>
        {refusal && (
          <p role="alert" className="text-bad">
            {refusal}
          </p>
        )}
        {link && <SecretLine label="Send this link to one person." secret={link} />}
        {invitations.length > 0 && (
          <ul className="divide-y divide-line border-t border-line">
            {invitations.map(({ id, role: invited, by, mine, expiresAt }) => (
              <li key={id} className="flex items-center justify-between gap-2 py-2">
                <span>
                  <span className="font-medium">{roleName[invited]}</span>
                  <span className="text-soft">
                    , by {by}, until {expiresAt.toISOString().slice(0, 10)}
                  </span>
                </span>
                {(mine || anyRole) && (
                  <Button
                    size="sm"
                    disabled={pending}
                    onClick={() => perform(() => takeBack({ invitationId: id }))}
                  >
                    Take back
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}
