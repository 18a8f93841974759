import { describe, expect, it, test } from "vitest";
import { Permission, permissionsOf, ruleOf } from "./permission.ts";
import { Role } from "./role.ts";
import { TokenScope } from "./token-scope.ts";

describe.each(Permission.options)("%s", (permission) => {
  it("is named noun.verb, says what it allows and has somebody who may", () => {
    expect(permission).toMatch(/^[a-z]+\.[a-z-]+$/);
    expect(ruleOf(permission).allows).not.toBe("");
    expect(ruleOf(permission).roles).toContain("owner");
  });
  it.each(Role.options)("is held by %s exactly when its rule says so", (role) => {
    expect(permissionsOf(role).has(permission)).toBe(ruleOf(permission).roles.includes(role));
  });
});

test("a token never reaches further than its owner's role, nor than its scopes", () => {
  for (const role of Role.options) {
    const own = permissionsOf(role);
    for (const scope of TokenScope.options)
      for (const permission of permissionsOf(role, [scope])) {
        expect(own.has(permission)).toBe(true);
        expect(ruleOf(permission).scope).toBe(scope);
      }
    expect(permissionsOf(role, []).size).toBe(0);
  }
});

test("no token manages people, accounts or releases, and an annotator manages nothing", () => {
  const byToken = permissionsOf("owner", TokenScope.options);
  for (const permission of [
    "account.manage",
    "member.invite",
    "member.manage",
    "audit.read",
    "release.freeze",
  ] as const)
    expect(byToken.has(permission)).toBe(false);
  expect([...permissionsOf("annotator")].toSorted()).toEqual([
    "account.manage",
    "comment.write",
    "preference.write",
    "review.judge",
    "review.lease",
    "review.undo",
    "studio.read",
  ]);
});
