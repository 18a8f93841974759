"use server";

import {
  changeRole,
  ChangeRoleInput,
  setActive,
  SetActiveInput,
} from "#server/account/change-member.ts";
import { InviteMemberInput, inviteMember } from "#server/account/invite-member.ts";
import { InvitationRef, revokeInvitation } from "#server/account/revoke-invitation.ts";
import { runAction } from "#server/web/action.ts";

export async function invite(raw: unknown) {
  return runAction("member.invite", InviteMemberInput, raw, inviteMember);
}

export async function takeInvitationBack(raw: unknown) {
  return runAction("member.invite", InvitationRef, raw, revokeInvitation);
}

export async function changeMemberRole(raw: unknown) {
  return runAction("member.manage", ChangeRoleInput, raw, changeRole);
}

export async function setMemberActive(raw: unknown) {
  return runAction("member.manage", SetActiveInput, raw, setActive);
}
