import type { Metadata } from "next";
import { findInvitedRole } from "#server/account/accept-invitation.ts";
import { database } from "#server/db.ts";
import { Entrance } from "#components/account/entrance.tsx";
import { NewAccountCard } from "#components/account/new-account-card.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { acceptThisInvitation } from "../../account/actions.ts";

export const metadata: Metadata = { title: "Invitation" };

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const role = await findInvitedRole(database(), token);
  if (!role)
    return (
      <Entrance
        title="This invitation no longer holds"
        text="It has been used, taken back, or is too old. Whoever sent it can make a new one."
      >
        <ButtonLink href="/sign-in">Sign in</ButtonLink>
      </Entrance>
    );
  return (
    <Entrance
      title="Welcome"
      text={`You are invited as ${role.replace("-", " ")}. Make your account.`}
    >
      <NewAccountCard confirm="Make account" token={token} create={acceptThisInvitation} />
    </Entrance>
  );
}
