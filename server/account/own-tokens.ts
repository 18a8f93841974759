import * as z from "zod";
import { TokenScope } from "#core/account/token-scope.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { newSecretToken } from "./secret-token.ts";

/** An API token without its secret, which nobody has but who made it. */
export type OwnToken = {
  readonly id: string;
  readonly name: string;
  readonly scopes: TokenScope[];
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly createdAt: Date;
};

/** The caller's tokens that can still be used, the newest first. */
export async function findOwnTokens(ctx: Context): Promise<OwnToken[]> {
  const rows = await ctx.db.apiToken.findMany({
    where: { actorId: ctx.actor.id, revokedAt: null, expiresAt: { gt: new Date() } },
    orderBy: { createdAt: "desc" },
  });
  return rows.map(({ id, name, scopes, expiresAt, lastUsedAt, createdAt }) => ({
    id,
    name,
    scopes: z.array(TokenScope).parse(scopes),
    expiresAt,
    lastUsedAt,
    createdAt,
  }));
}

export const MakeTokenInput = z.strictObject({
  name: z.string().trim().min(1, "is empty").max(80),
  scopes: z.array(TokenScope).min(1, "choose at least one"),
  days: z.number().int().min(1).max(365),
});
export type MakeTokenInput = z.input<typeof MakeTokenInput>;

/** Makes a token for the caller. Its secret is told here and never again. */
export async function makeToken(
  ctx: Context,
  raw: MakeTokenInput,
): Promise<{ id: string; token: string }> {
  const { name, days, ...input } = MakeTokenInput.parse(raw);
  const scopes = [...new Set(input.scopes)];
  const { token, hash } = newSecretToken("gsi_");
  const expiresAt = new Date(Date.now() + days * 86_400_000);
  return withTransaction(ctx.db, async (tx) => {
    const { id } = await tx.apiToken.create({
      data: { actorId: ctx.actor.id, name, scopes, hash, expiresAt },
    });
    await audit(
      { ...ctx, db: tx },
      { action: "token.make", subjectId: id, after: { name, scopes } },
    );
    return { id, token };
  });
}

export const TokenRef = z.strictObject({ tokenId: z.uuid() });

/** Revokes one of the caller's own tokens: the next request with it is refused. */
export async function revokeToken(ctx: Context, raw: z.input<typeof TokenRef>): Promise<null> {
  const { tokenId } = TokenRef.parse(raw);
  return withTransaction(ctx.db, async (tx) => {
    const [token] = await tx.apiToken.updateManyAndReturn({
      where: { id: tokenId, actorId: ctx.actor.id, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (!token) throw new AppError("NOT_FOUND", "you have no token with this id");
    await audit(
      { ...ctx, db: tx },
      { action: "token.revoke", subjectId: tokenId, before: { name: token.name } },
    );
    return null;
  });
}
