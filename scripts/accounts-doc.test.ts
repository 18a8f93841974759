import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Permission, ruleOf } from "../core/account/permission.ts";
import { Role } from "../core/account/role.ts";
import { repositoryRoot } from "./home.ts";

test("docs/accounts.md states every permission with its roles and its scope", () => {
  const doc = readFileSync(join(repositoryRoot, "docs/accounts.md"), "utf8");
  const rows = doc.match(/^\| `[a-z]+\.[a-z-]+` .*$/gm)?.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const expected = Permission.options.map((permission) => {
    const { allows, roles, scope } = ruleOf(permission);
    return [
      `\`${permission}\``,
      allows,
      ...Role.options.map((role) => (roles.includes(role) ? "yes" : "")),
      scope ?? "",
    ];
  });
  expect(rows).toEqual(expected);
});
