"use server";

import { headers } from "next/headers";
import * as z from "zod";
import { AcceptInvitationInput, acceptInvitation } from "#server/account/accept-invitation.ts";
import { ChangePasswordInput, changePassword } from "#server/account/change-password.ts";
import { endSession, SessionRef } from "#server/account/own-sessions.ts";
import { MakeTokenInput, makeToken, revokeToken, TokenRef } from "#server/account/own-tokens.ts";
import { SetUpInput, setUp } from "#server/account/set-up.ts";
import { SignInInput, signIn } from "#server/account/sign-in.ts";
import { signOut } from "#server/account/sign-out.ts";
import { runAction } from "#server/web/action.ts";
import { runSignIn } from "#server/web/guest-action.ts";
import { setCookies } from "#server/web/set-cookies.ts";

export async function signInHere(raw: unknown) {
  return runSignIn(SignInInput, raw, signIn);
}

export async function setUpStudio(raw: unknown) {
  return runSignIn(SetUpInput, raw, setUp);
}

export async function acceptThisInvitation(raw: unknown) {
  return runSignIn(AcceptInvitationInput, raw, acceptInvitation);
}

export async function signOutHere() {
  return runAction("account.manage", z.undefined(), undefined, async (ctx) => {
    await setCookies((await signOut(ctx, await headers())).cookies);
    return null;
  });
}

export async function changeOwnPassword(raw: unknown) {
  return runAction("account.manage", ChangePasswordInput, raw, async (ctx, input) => {
    await setCookies((await changePassword(ctx, await headers(), input)).cookies);
    return null;
  });
}

export async function endOwnSession(raw: unknown) {
  return runAction("account.manage", SessionRef, raw, endSession);
}

export async function makeOwnToken(raw: unknown) {
  return runAction("account.manage", MakeTokenInput, raw, makeToken);
}

export async function revokeOwnToken(raw: unknown) {
  return runAction("account.manage", TokenRef, raw, revokeToken);
}
