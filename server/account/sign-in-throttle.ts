import type { Db } from "../db.ts";
import { AppError } from "../errors.ts";

const windowMinutes = 15;
const attemptsMax = { account: 10, address: 50 } as const;
type Kind = keyof typeof attemptsMax;

/**
 * Counts an attempt against an account or an address before it is made, in one statement, so that many at once are
 * counted one by one. The count is in the database: a restart forgets nothing.
 *
 * @throws TOO_MANY when the window's attempts are used up.
 */
export async function countAttempt(db: Db, kind: Kind, name: string): Promise<void> {
  const [row] = await db.$queryRaw<{ attempts: number }[]>`
    INSERT INTO "SignInThrottle" ("key", "attempts", "startedAt") VALUES (${keyOf(kind, name)}, 1, now())
    ON CONFLICT ("key") DO UPDATE SET
      "attempts" = CASE WHEN "SignInThrottle"."startedAt" < now() - make_interval(mins => ${windowMinutes})
        THEN 1 ELSE "SignInThrottle"."attempts" + 1 END,
      "startedAt" = CASE WHEN "SignInThrottle"."startedAt" < now() - make_interval(mins => ${windowMinutes})
        THEN now() ELSE "SignInThrottle"."startedAt" END
    RETURNING "attempts"`;
  if (row!.attempts > attemptsMax[kind])
    throw new AppError(
      "TOO_MANY",
      `there were too many attempts: wait ${windowMinutes} minutes and try again`,
    );
}

/** Forgets the attempts against an account whose person has shown who they are. */
export async function forgetAttempts(db: Db, email: string): Promise<void> {
  await db.signInThrottle.deleteMany({ where: { key: keyOf("account", email) } });
}

/** Takes away counts whose window is over. */
export async function sweepAttempts(db: Db): Promise<void> {
  const over = new Date(Date.now() - windowMinutes * 60_000);
  await db.signInThrottle.deleteMany({ where: { startedAt: { lt: over } } });
}

function keyOf(kind: Kind, name: string): string {
  return `${kind}:${name}`;
}
