import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { hasUsers } from "#server/account/create-owner.ts";
import { database } from "#server/db.ts";
import { currentViewer } from "#server/web/viewer.ts";
import { Entrance } from "#components/account/entrance.tsx";
import { NewAccountCard } from "#components/account/new-account-card.tsx";
import { setUpStudio } from "../account/actions.ts";

export const metadata: Metadata = { title: "Set up" };

export default async function SetUpPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { code } = await searchParams;
  if ((await currentViewer()) || (await hasUsers(database()))) redirect("/");
  return (
    <Entrance
      title="Set up the studio"
      text="Nobody has an account yet. The first one is the owner's, who invites everybody else."
    >
      <NewAccountCard
        confirm="Become owner"
        code={typeof code === "string" ? code : ""}
        create={setUpStudio}
      />
    </Entrance>
  );
}
