import { describe, expect, test } from "vitest";
import { inRollback } from "../test/in-rollback.ts";
import { createPerson, guestOf, pageHeaders, password } from "../test/people.ts";
import { acceptInvitation, findInvitedRole } from "./accept-invitation.ts";
import { authOver } from "./auth.ts";
import { setUpCode } from "./auth-secret.ts";
import { changeRole, setActive } from "./change-member.ts";
import { changePassword } from "./change-password.ts";
import { createOwner } from "./create-owner.ts";
import { findMembers } from "./find-members.ts";
import { inviteMember } from "./invite-member.ts";
import { endSession, findOwnSessions } from "./own-sessions.ts";
import { resetPassword } from "./reset-password.ts";
import { revokeInvitation } from "./revoke-invitation.ts";
import { setUp } from "./set-up.ts";
import { signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";

const ada = { name: "Ada", email: "Ada@Example.org", password };

describe("the first owner", () => {
  test("is who knows the code that the studio printed, and there is one only", () =>
    inRollback(async ({ db }) => {
      await expect(setUp(guestOf(db), { ...ada, code: "guessed" })).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
      await setUp(guestOf(db), { ...ada, code: setUpCode() });
      expect(await db.user.findMany()).toMatchObject([{ email: "ada@example.org", role: "owner" }]);
      await expect(
        setUp(guestOf(db), { ...ada, email: "eve@example.org", code: setUpCode() }),
      ).rejects.toMatchObject({ code: "CONFLICT" });
    }));

  test("no password, and no name, is kept that breaks the rules", () =>
    inRollback(async ({ db }) => {
      for (const wrong of [{ password: "short" }, { name: "  " }, { email: "nobody" }])
        await expect(createOwner(db, { ...ada, ...wrong })).rejects.toThrow();
      await createOwner(db, ada);
      const [credential] = await db.credential.findMany();
      expect(credential!.password).not.toContain(password);
    }));
});

describe("signing in", () => {
  test("opens a session that is told by its cookie, until it is closed", () =>
    inRollback(async ({ db }) => {
      const person = await createPerson(db, "annotator");
      const { cookies } = await signIn(guestOf(db), { email: person.email, password });
      expect(cookies.get("set-cookie")).toMatch(/HttpOnly/i);
      expect(cookies.get("set-cookie")).toMatch(/SameSite=Lax/i);
      const headers = pageHeaders(cookies);
      const session = await authOver(db).api.getSession({ headers });
      expect(session?.user.id).toBe(person.actor.id);
      await signOut(person, headers);
      expect(await authOver(db).api.getSession({ headers })).toBeNull();
    }));

  test("a wrong password, an unknown email and an account that is shut off are told the same", () =>
    inRollback(async ({ db }) => {
      const owner = await createPerson(db, "owner");
      const person = await createPerson(db, "annotator");
      const gone = await createPerson(db, "annotator");
      await setActive(owner, { memberId: gone.actor.id, active: false });
      const refusals = await Promise.all(
        [
          { email: person.email, password: "wrong horse battery" },
          { email: "nobody@example.org", password },
          { email: gone.email, password },
        ].map((tried) => signIn(guestOf(db), tried).catch((error: unknown) => error)),
      );
      expect(new Set(refusals.map(String)).size).toBe(1);
      expect(refusals[0]).toMatchObject({ code: "UNAUTHENTICATED" });
    }));

  test("is held up after ten wrong passwords, wherever they come from, and the right one then too", () =>
    inRollback(async ({ db }) => {
      const person = await createPerson(db, "annotator");
      const attempt = (tried: string) =>
        signIn(guestOf(db), { email: person.email, password: tried }).catch(
          (error: unknown) => (error as { code: string }).code,
        );
      expect(await attempt("wrong horse battery")).toBe("UNAUTHENTICATED");
      await db.signInThrottle.updateMany({
        where: { key: `account:${person.email}`, attempts: 1 },
        data: { attempts: 9 },
      });
      expect(await attempt("wrong horse battery")).toBe("UNAUTHENTICATED");
      expect(await attempt(password)).toBe("TOO_MANY");
      await db.$executeRaw`UPDATE "SignInThrottle" SET "startedAt" = now() - interval '16 minutes'`;
      expect(await attempt(password)).toHaveProperty("cookies");
      expect(await db.signInThrottle.count({ where: { key: `account:${person.email}` } })).toBe(0);
    }));

  test("one address cannot go through many accounts", () =>
    inRollback(async ({ db }) => {
      const guest = guestOf(db, "203.0.113.9");
      await db.signInThrottle.create({
        data: { key: "address:203.0.113.9", attempts: 50, startedAt: new Date() },
      });
      await expect(
        signIn(guest, { email: "somebody@example.org", password }),
      ).rejects.toMatchObject({ code: "TOO_MANY" });
    }));
});

describe("an invitation", () => {
  test("lets one person in, once, in its role, and its secret is not stored", () =>
    inRollback(async ({ db }) => {
      const owner = await createPerson(db, "owner");
      const { token } = await inviteMember(owner, { role: "researcher" });
      expect(JSON.stringify(await db.invitation.findMany())).not.toContain(token);
      expect(await findInvitedRole(db, token)).toBe("researcher");
      const { cookies } = await acceptInvitation(guestOf(db), { ...ada, token });
      const session = await authOver(db).api.getSession({ headers: pageHeaders(cookies) });
      expect(await db.user.findUnique({ where: { id: session!.user.id } })).toMatchObject({
        role: "researcher",
        name: "Ada",
      });
      expect(await findInvitedRole(db, token)).toBeNull();
      await expect(
        acceptInvitation(guestOf(db), { ...ada, email: "eve@example.org", token }),
      ).rejects.toMatchObject({ code: "NOT_FOUND" });
    }));

  test("does not hold when it is too old or taken back", () =>
    inRollback(async ({ db }) => {
      const owner = await createPerson(db, "owner");
      const old = await inviteMember(owner, { role: "annotator" });
      await db.invitation.update({ where: { id: old.id }, data: { expiresAt: new Date() } });
      const taken = await inviteMember(owner, { role: "annotator" });
      await revokeInvitation(owner, { invitationId: taken.id });
      for (const { token } of [old, taken])
        await expect(acceptInvitation(guestOf(db), { ...ada, token })).rejects.toMatchObject({
          code: "NOT_FOUND",
        });
      expect((await findMembers(owner)).invitations).toEqual([]);
    }));

  test("to more than annotating comes from an owner; a lead takes back only their own", () =>
    inRollback(async ({ db }) => {
      const [owner, lead] = [await createPerson(db, "owner"), await createPerson(db, "lead")];
      await expect(inviteMember(lead, { role: "owner" })).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
      const mine = await inviteMember(lead, { role: "annotator" });
      const theirs = await inviteMember(owner, { role: "annotator" });
      await revokeInvitation(lead, { invitationId: mine.id });
      await expect(revokeInvitation(lead, { invitationId: theirs.id })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    }));
});

describe("members", () => {
  test("an account that is shut off ends its sessions, tokens and leases, and can be let in again", () =>
    inRollback(async ({ db }) => {
      const owner = await createPerson(db, "owner");
      const person = await createPerson(db, "annotator");
      await signIn(guestOf(db), { email: person.email, password });
      await setActive(owner, { memberId: person.actor.id, active: false });
      expect(await db.session.count({ where: { userId: person.actor.id } })).toBe(0);
      await setActive(owner, { memberId: person.actor.id, active: true });
      await signIn(guestOf(db), { email: person.email, password });
    }));

  test("the last owner can neither be demoted nor shut off", () =>
    inRollback(async ({ db }) => {
      const owner = await createPerson(db, "owner");
      const memberId = owner.actor.id;
      await db.user.updateMany({ where: { id: { not: memberId } }, data: { role: "lead" } });
      await expect(setActive(owner, { memberId, active: false })).rejects.toMatchObject({
        code: "PRECONDITION",
      });
    }));

  test("with a second owner the first can step back", () =>
    inRollback(async ({ db }) => {
      const owner = await createPerson(db, "owner");
      await createPerson(db, "owner");
      await changeRole(owner, { memberId: owner.actor.id, role: "lead" });
      expect(await db.user.findUnique({ where: { id: owner.actor.id } })).toMatchObject({
        role: "lead",
      });
    }));
});

describe("passwords and sessions", () => {
  test("a changed password ends the other sessions and keeps this one", () =>
    inRollback(async ({ db }) => {
      const person = await createPerson(db, "annotator");
      const here = pageHeaders(
        (await signIn(guestOf(db), { email: person.email, password })).cookies,
      );
      const there = await signIn(guestOf(db), { email: person.email, password });
      await expect(
        changePassword(person, here, {
          current: "wrong horse battery",
          password: "a newer password",
        }),
      ).rejects.toMatchObject({ code: "FORBIDDEN" });
      const { cookies } = await changePassword(person, here, {
        current: password,
        password: "a newer password",
      });
      const auth = authOver(db);
      expect(await auth.api.getSession({ headers: pageHeaders(there.cookies) })).toBeNull();
      expect(await auth.api.getSession({ headers: pageHeaders(cookies) })).not.toBeNull();
    }));

  test("a reset lets somebody in who was locked out, and ends what was open", () =>
    inRollback(async (ctx) => {
      const person = await createPerson(ctx.db, "annotator");
      await signIn(guestOf(ctx.db), { email: person.email, password });
      await resetPassword(ctx, { email: person.email, password: "a newer password" });
      expect(await ctx.db.session.count({ where: { userId: person.actor.id } })).toBe(0);
      await signIn(guestOf(ctx.db), { email: person.email, password: "a newer password" });
      await expect(
        resetPassword(ctx, { email: "nobody@example.org", password: "a newer password" }),
      ).rejects.toMatchObject({ code: "NOT_FOUND" });
    }));

  test("nobody ends another person's session", () =>
    inRollback(async ({ db }) => {
      const [mine, theirs] = [await createPerson(db, "owner"), await createPerson(db, "annotator")];
      await signIn(guestOf(db), { email: theirs.email, password });
      const [session] = await findOwnSessions(theirs, null);
      await expect(endSession(mine, { sessionId: session!.id })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
      await endSession(theirs, { sessionId: session!.id });
      expect(await findOwnSessions(theirs, null)).toEqual([]);
    }));
});
