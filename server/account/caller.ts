import * as z from "zod";
import { permissionsOf } from "#core/account/permission.ts";
import { Role } from "#core/account/role.ts";
import { TokenScope } from "#core/account/token-scope.ts";
import type { Context } from "../context.ts";
import { localContext } from "../context.ts";
import { AppError } from "../errors.ts";
import type { Db } from "../db.ts";
import { env } from "../env.ts";
import { authOver } from "./auth.ts";
import { hashToken } from "./secret-token.ts";

/** Somebody who is signed in: as whom they act, and what the header shows of them. */
export type Viewer = {
  readonly context: Context;
  readonly role: Role;
  /** Null in a studio without accounts. */
  readonly email: string | null;
  readonly sessionId: string | null;
};

/** Who a browser's request is from; null when they have to sign in first. */
export async function findViewer(db: Db, headers: Headers): Promise<Viewer | null> {
  if (env().GSI_AUTH === "local")
    return { context: await localContext(), role: "owner", email: null, sessionId: null };
  const found = await authOver(db).api.getSession({
    headers,
    query: { disableCookieCache: true },
  });
  if (!found) return null;
  const user = await db.user.findFirst({ where: { id: found.user.id, deactivatedAt: null } });
  if (!user) return null;
  const role = Role.parse(user.role);
  return {
    context: {
      db,
      actor: { id: user.id, name: user.name, kind: "person" },
      permissions: permissionsOf(role),
    },
    role,
    email: user.email,
    sessionId: found.session.id,
  };
}

/**
 * As whom a program acts that shows an API token, in a studio with accounts and in one without.
 *
 * @throws UNAUTHENTICATED when the token is missing, unknown, revoked, over, or its owner's account is shut off.
 */
export async function contextOfToken(db: Db, headers: Headers): Promise<Context> {
  const [, token] = /^Bearer (gsi_[\w-]{43})$/.exec(headers.get("authorization") ?? "") ?? [];
  if (!token)
    throw new AppError("UNAUTHENTICATED", "send an API token: Authorization: Bearer gsi_…");
  const row = await db.apiToken.findFirst({
    where: { hash: hashToken(token), revokedAt: null, expiresAt: { gt: new Date() } },
    include: { actor: { include: { user: true } } },
  });
  const role = row && (await roleOf(row.actor));
  if (!row || !role)
    throw new AppError("UNAUTHENTICATED", "this API token is unknown, revoked or too old");
  await noteUse(db, row);
  const { id, name } = row.actor;
  return {
    db,
    actor: { id, name, kind: "person" },
    permissions: permissionsOf(role, z.array(TokenScope).parse(row.scopes)),
  };
}

/** The role that a token's owner has now; null when they may not act. Without accounts only the local user has one. */
async function roleOf(actor: {
  id: string;
  user: { role: string; deactivatedAt: Date | null } | null;
}): Promise<Role | null> {
  if (env().GSI_AUTH === "local")
    return (await localContext()).actor.id === actor.id ? "owner" : null;
  return actor.user && !actor.user.deactivatedAt ? Role.parse(actor.user.role) : null;
}

const useNoteMilliseconds = 60_000;

async function noteUse(db: Db, { id, lastUsedAt }: { id: string; lastUsedAt: Date | null }) {
  const now = new Date();
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < useNoteMilliseconds) return;
  await db.apiToken.update({ where: { id }, data: { lastUsedAt: now } });
}
