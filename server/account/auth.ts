import { betterAuth } from "better-auth/minimal";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { passwordLength } from "#core/account/account-rules.ts";
import type { Db } from "../db.ts";
import { env } from "../env.ts";
import { authSecret } from "./auth-secret.ts";

/** Header that `server/web/client-address.ts` writes the caller's address into. */
export const addressHeader = "x-gsi-address";

const sessionSeconds = 14 * 86_400;

/**
 * better-auth over a client or an open transaction: passwords, sessions and their cookies. Its HTTP handler is not
 * mounted, so that the verbs of this folder are the only way in; rows of people are written by `create-user.ts`.
 */
export function authOver(db: Db) {
  return betterAuth({
    baseURL: env().GSI_PUBLIC_URL ?? "http://localhost",
    secret: authSecret(),
    database: prismaAdapter(db, { provider: "postgresql" }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    account: { modelName: "credential" },
    // A page cannot set cookies, so one that it renewed would end before its session: none is.
    session: { expiresIn: sessionSeconds, disableSessionRefresh: true },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) =>
            (await db.user.count({ where: { id: userId, deactivatedAt: null } })) > 0,
        },
      },
    },
    // Counted in sign-in-throttle.ts: by account too, and over restarts.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // What it refuses is told by the verbs; what fails is thrown.
    logger: { disabled: true },
    advanced: { cookiePrefix: "gsi", ipAddress: { ipAddressHeaders: [addressHeader] } },
  });
}
