import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { findMembers } from "#server/account/find-members.ts";
import { readPage } from "#server/web/read-page.ts";
import { studioUrl } from "#server/web/studio-url.ts";
import { currentViewer } from "#server/web/viewer.ts";
import { InvitePanel } from "#components/account/invite-panel.tsx";
import { MemberTable } from "#components/account/member-table.tsx";
import { PageBody } from "#components/shell/page-body.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { changeMemberRole, invite, setMemberActive, takeInvitationBack } from "./actions.ts";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage() {
  const { members, invitations, manages, me } = await readPage(
    async (ctx) => ({
      ...(await findMembers(ctx)),
      manages: ctx.permissions?.has("member.manage") ?? false,
      me: ctx.actor.id,
    }),
    "member.read",
  );
  // Without accounts nobody is a member.
  if ((await currentViewer())?.email == null) notFound();
  return (
    <PageBody>
      <PageHeader title="Members">
        Who may sign in, and what they may do here (docs/accounts.md).
      </PageHeader>
      <div className="grid grid-cols-[minmax(0,1fr)_22rem] items-start gap-4">
        <Panel title="People" flush>
          <MemberTable
            members={members}
            me={me}
            {...(manages && { changeRole: changeMemberRole, setActive: setMemberActive })}
          />
        </Panel>
        <InvitePanel
          studioUrl={await studioUrl()}
          invitations={invitations}
          anyRole={manages}
          invite={invite}
          takeBack={takeInvitationBack}
        />
      </div>
    </PageBody>
  );
}
