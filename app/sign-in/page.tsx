import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { hasUsers } from "#server/account/create-owner.ts";
import { database } from "#server/db.ts";
import { ownPath } from "#server/web/sign-in-path.ts";
import { currentViewer } from "#server/web/viewer.ts";
import { Entrance } from "#components/account/entrance.tsx";
import { SignInCard } from "#components/account/sign-in-card.tsx";
import { signInHere } from "../account/actions.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { to } = await searchParams;
  const back = ownPath(typeof to === "string" ? to : null);
  if (await currentViewer()) redirect(back);
  if (!(await hasUsers(database()))) redirect("/set-up");
  return (
    <Entrance
      title="Sign in"
      text="An account comes with an invitation. Who forgot their password asks whoever runs the studio."
    >
      <SignInCard signIn={signInHere} to={back} />
    </Entrance>
  );
}
