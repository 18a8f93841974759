import { hashPassword } from "better-auth/crypto";
import type { Permission } from "#core/account/permission.ts";
import { permissionsOf } from "#core/account/permission.ts";
import type { Role } from "#core/account/role.ts";
import { signIn } from "../account/sign-in.ts";
import type { Context } from "../context.ts";
import type { Db } from "../db.ts";

/** The password of everybody in tests. */
export const password = "correct horse battery";

let people = 0;
/** Hashed once: it is slow on purpose. */
let passwordHash: Promise<string> | undefined;

/** Somebody with an account, as the context of their verbs. */
export async function createPerson(
  db: Db,
  role: Role,
): Promise<Context & { email: string; permissions: ReadonlySet<Permission> }> {
  people += 1;
  const email = `person-${process.pid}-${people}@example.org`;
  const actor = {
    id: `person:${process.pid}-${people}`,
    name: `Person ${people}`,
    kind: "person",
  } as const;
  passwordHash ??= hashPassword(password);
  await db.actor.create({ data: actor });
  await db.user.create({ data: { id: actor.id, name: actor.name, email, role } });
  await db.credential.create({
    data: {
      id: actor.id,
      userId: actor.id,
      accountId: actor.id,
      providerId: "credential",
      password: await passwordHash,
    },
  });
  return { db, actor, email, permissions: permissionsOf(role) };
}

/** A browser that is not signed in, from an address of its own. */
export function guestOf(db: Db, address = `10.0.0.${(people += 1)}`) {
  return { db, address, headers: new Headers({ "user-agent": "test" }) };
}

/** The headers of a page's own request in a browser that is signed in. */
export async function signedInHeaders(db: Db, email: string): Promise<Headers> {
  const { cookies } = await signIn(guestOf(db), { email, password });
  return pageHeaders(cookies);
}

/** The headers of a page's own request, with the cookies that an answer has set. */
export function pageHeaders(answer: Headers): Headers {
  const cookie = answer.getSetCookie().map((line) => line.split(";")[0]);
  return new Headers({
    cookie: cookie.join("; "),
    host: "studio.example",
    origin: "https://studio.example",
    "sec-fetch-site": "same-origin",
  });
}
