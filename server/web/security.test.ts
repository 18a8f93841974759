import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { Permission, permissionsOf, ruleOf } from "#core/account/permission.ts";
import { Role } from "#core/account/role.ts";
import { TokenScope } from "#core/account/token-scope.ts";
import { makeToken, revokeToken } from "../account/own-tokens.ts";
import { setActive } from "../account/change-member.ts";
import { AuditFilter } from "../audit/find-audit-entries.ts";
import { database } from "../db.ts";
import { env } from "../env.ts";
import { SampleFilter } from "../sample/find-samples.ts";
import { createPerson, signedInHeaders } from "../test/people.ts";
import { answerApi, answerRoute, readJsonBody, readQuery } from "./answer-route.ts";
import { clientAddress } from "./client-address.ts";
import { performAction, performAsGuest } from "./perform-action.ts";
import { ownPath, signInPath } from "./sign-in-path.ts";
import { isTrustedHost } from "./trusted-host.ts";

type Person = Awaited<ReturnType<typeof createPerson>>;
type Signed = Person & { headers: Headers };
const everybody = new Map<Role, Signed>();
const configured = env();

beforeAll(async () => {
  Object.assign(configured, {
    GSI_AUTH: "accounts",
    GSI_PUBLIC_URL: "https://studio.example",
  });
  for (const role of Role.options) {
    const person = await createPerson(database(), role);
    everybody.set(role, {
      ...person,
      headers: await signedInHeaders(database(), person.email),
    });
  }
});
afterAll(async () => {
  Object.assign(configured, { GSI_AUTH: "local", GSI_PUBLIC_URL: undefined });
  const ids = [...everybody.values()].map(({ actor }) => actor.id);
  const db = database();
  await db.apiToken.deleteMany({ where: { actorId: { in: ids } } });
  await db.user.deleteMany({ where: { id: { in: ids } } });
  await db.auditEntry.deleteMany({ where: { actorId: { in: ids } } });
  await db.actor.deleteMany({ where: { id: { in: ids } } });
  await db.signInThrottle.deleteMany();
});

const Nothing = z.undefined();
const act = (headers: Headers, permission: Permission) =>
  performAction(headers, permission, Nothing, undefined, async () => "done");
const get = (headers: Headers) => new Request("https://studio.example/files/x", { headers });

describe.each(Permission.options)("%s", (permission) => {
  test.each(Role.options)("by %s is done or refused as the catalogue says", async (role) => {
    const { headers } = everybody.get(role)!;
    const mayDo = ruleOf(permission).roles.includes(role);
    const answer = await act(headers, permission);
    expect(answer).toMatchObject(mayDo ? { ok: true } : { ok: false, code: "FORBIDDEN" });
    const route = await answerRoute(get(headers), permission, async () => new Response());
    expect(route.status).toBe(mayDo ? 200 : 403);
  });

  test("is refused to whoever is not signed in", async () => {
    const nobody = pageOf({});
    expect(await act(nobody, permission)).toMatchObject({ ok: false, code: "UNAUTHENTICATED" });
    const forged = pageOf({ cookie: "gsi.session_token=forged.c2lnbmF0dXJl" });
    expect(await act(forged, permission)).toMatchObject({ ok: false, code: "UNAUTHENTICATED" });
    const route = await answerRoute(get(forged), permission, async () => new Response());
    expect(route.status).toBe(401);
  });
});

describe("a write that another site's page sends", () => {
  const foreign: [string, Record<string, string | null>][] = [
    ["from another origin", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
    [
      "from another subdomain",
      { origin: "https://a.studio.example", "sec-fetch-site": "same-site" },
    ],
    ["from a sandboxed frame", { origin: "null", "sec-fetch-site": "cross-site" }],
    ["without an origin", { origin: null }],
    ["that claims our origin but is cross-site", { "sec-fetch-site": "cross-site" }],
    [
      "with a forwarded host of its own",
      { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    ],
  ];
  test.each(foreign)("%s is refused, signed in or not", async (_, changes) => {
    const headers = new Headers(everybody.get("owner")!.headers);
    for (const [name, value] of Object.entries(changes))
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    for (const permission of Permission.options)
      expect(await act(headers, permission)).toMatchObject({ ok: false, code: "FORBIDDEN" });
    const asGuest = await performAsGuest(headers, Nothing, undefined, async () => "done");
    expect(asGuest).toMatchObject({ ok: false, code: "FORBIDDEN" });
  });

  test("cannot reach the API, where no cookie counts", async () => {
    const { headers } = everybody.get("owner")!;
    const answer = await answerApi(get(headers), "studio.read", async () => "done");
    expect(answer.status).toBe(401);
  });
});

describe("an API token", () => {
  const bearer = (token: string) => get(new Headers({ authorization: `Bearer ${token}` }));
  const call = async (token: string, permission: Permission) =>
    (await answerApi(bearer(token), permission, async () => "done")).status;

  test.each(Role.options)(
    "of %s does what role and scope both allow, and nothing else",
    async (role) => {
      const person = everybody.get(role)!;
      for (const scope of TokenScope.options) {
        const { token } = await makeToken(person, { name: scope, scopes: [scope], days: 1 });
        const may = permissionsOf(role, [scope]);
        for (const permission of Permission.options)
          expect(await call(token, permission)).toBe(may.has(permission) ? 200 : 403);
      }
    },
  );

  test("is not stored, is revoked by its owner only, and ends with its time and its owner's account", async () => {
    const [owner, lead] = [everybody.get("owner")!, everybody.get("lead")!];
    const person = await createPerson(database(), "annotator");
    everybody.set("annotator", {
      ...person,
      headers: await signedInHeaders(database(), person.email),
    });
    const make = () => makeToken(person, { name: "mine", scopes: ["read"], days: 1 });
    const [first, second, third] = [await make(), await make(), await make()];
    const rows = await database().apiToken.findMany({ where: { actorId: person.actor.id } });
    expect(JSON.stringify(rows)).not.toContain(first.token.slice(4));
    for (const other of [owner, lead])
      await expect(revokeToken(other, { tokenId: first.id })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    expect(await call(first.token, "studio.read")).toBe(200);
    await revokeToken(person, { tokenId: first.id });
    expect(await call(first.token, "studio.read")).toBe(401);
    await database().apiToken.update({ where: { id: second.id }, data: { expiresAt: new Date() } });
    expect(await call(second.token, "studio.read")).toBe(401);
    expect(await call(third.token, "studio.read")).toBe(200);
    await setActive(owner, { memberId: person.actor.id, active: false });
    expect(await call(third.token, "studio.read")).toBe(401);
    expect(await call("gsi_made-up", "studio.read")).toBe(401);
  });
});

describe("what is asked for", () => {
  const asked = (query: string) => new Request(`https://studio.example/api/v1/samples?${query}`);

  test.each([
    "leaseActor.user.credentials.password=a",
    "where=%7B%7D",
    "orderBy=password",
    "frame%5BsceneId%5D=x",
    "state=secret",
    "limit=1e9",
    "__proto__=x",
  ])("by the filter %s is refused", (query) => {
    expect(() => readQuery(asked(query), SampleFilter)).toThrow(
      expect.objectContaining({ code: "INVALID" }),
    );
  });

  test.each([
    { password: "x" },
    { actor: { contains: "x" } },
    { before: "1 OR 1=1" },
    { action: "%" },
  ])("of the audit log by %o is refused", (query) =>
    expect(AuditFilter.safeParse(query).success).toBe(false),
  );

  test("as a form, or as no JSON, is refused", async () => {
    const post = (type: string, body: string) =>
      new Request("https://studio.example/api/v1/review/undo", {
        method: "POST",
        headers: { "content-type": type },
        body,
      });
    for (const request of [post("text/plain", "{}"), post("application/json", "{")])
      await expect(readJsonBody(request, z.object({}))).rejects.toMatchObject({ code: "INVALID" });
    expect(await readJsonBody(post("application/json; charset=utf-8", "{}"), z.object({}))).toEqual(
      {},
    );
  });
});

test("signing in leads back to pages of this site only", () => {
  expect(signInPath("/samples?state=queued")).toBe("/sign-in?to=%2Fsamples%3Fstate%3Dqueued");
  for (const foreign of [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "/\t/evil.example",
    null,
  ])
    expect(ownPath(foreign)).toBe("/");
});

test("a studio without accounts answers under this machine's own names only", () => {
  for (const own of ["localhost:3000", "127.0.0.1:3000", "[::1]:3000", "127.0.0.1"])
    expect(isTrustedHost(own, "local")).toBe(true);
  for (const foreign of [
    "evil.example",
    "127.0.0.1.evil.example:3000",
    "localhost.evil.example",
    null,
  ])
    expect(isTrustedHost(foreign, "local")).toBe(false);
  expect(isTrustedHost("studio.example", "accounts")).toBe(true);
});

test("the caller's address is what trusted proxies say, and never what the caller says", () => {
  const forwarded = "1.1.1.1, 2.2.2.2, 3.3.3.3";
  expect(clientAddress(forwarded, "9.9.9.9", 0)).toBe("9.9.9.9");
  expect(clientAddress(forwarded, "9.9.9.9", 1)).toBe("3.3.3.3");
  expect(clientAddress(forwarded, "9.9.9.9", 2)).toBe("2.2.2.2");
  expect(clientAddress(undefined, "9.9.9.9", 1)).toBe("9.9.9.9");
});

function pageOf(headers: Record<string, string>): Headers {
  return new Headers({
    host: "studio.example",
    origin: "https://studio.example",
    "sec-fetch-site": "same-origin",
    ...headers,
  });
}
