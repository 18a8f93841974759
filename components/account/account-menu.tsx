"use client";

import { Menu } from "@base-ui/react/menu";
import { ChevronDown, KeyRound, LogOut, ScrollText, UserRound, UsersRound } from "lucide-react";
import Link from "next/link";
import type { ActionResult } from "#server/web/action.ts";
import { roleName } from "#core/account/role.ts";
import type { Role } from "#core/account/role.ts";
import { buttonClass } from "#components/ui/button.tsx";

/** What the header shows of who is signed in. */
export type HeaderViewer = {
  readonly name: string;
  readonly role: Role;
  /** Whether they came in by signing in, and can go again. */
  readonly signedIn: boolean;
  readonly seesMembers: boolean;
  readonly seesAudit: boolean;
};

const item =
  "flex cursor-default items-center gap-2 rounded-sm px-2 py-1.5 text-xs outline-none select-none data-[highlighted]:bg-hover [&_svg]:size-3.5 [&_svg]:text-soft";

/** Who is acting, and what is theirs: account, members, audit log, the way out. */
export function AccountMenu({
  viewer,
  signOut,
}: {
  viewer: HeaderViewer;
  signOut: () => Promise<ActionResult<null>>;
}) {
  const leave = async () => {
    await signOut().catch(() => null);
    window.location.assign("/sign-in");
  };
  return (
    <Menu.Root>
      <Menu.Trigger className={buttonClass({ look: "ghost", size: "sm" })}>
        <UserRound className="size-3.5" aria-hidden />
        <span className="sr-only">Acting as </span>
        {viewer.name}
        <ChevronDown className="size-3" aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end" className="z-50 outline-none">
          <Menu.Popup className="min-w-44 rounded-md bg-raised p-1 shadow-raised outline-none">
            <p className="caption px-2 py-1">{roleName[viewer.role]}</p>
            <Menu.Item render={<Link href="/account" />} className={item}>
              <KeyRound aria-hidden />
              My account
            </Menu.Item>
            {viewer.seesMembers && (
              <Menu.Item render={<Link href="/members" />} className={item}>
                <UsersRound aria-hidden />
                Members
              </Menu.Item>
            )}
            {viewer.seesAudit && (
              <Menu.Item render={<Link href="/audit" />} className={item}>
                <ScrollText aria-hidden />
                Audit log
              </Menu.Item>
            )}
            {viewer.signedIn && (
              <Menu.Item className={item} onClick={() => void leave()}>
                <LogOut aria-hidden />
                Sign out
              </Menu.Item>
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
