import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commandGroups, commands } from "./commands.ts";

test("the keys in docs/reviewing.md are those of the list", () => {
  const text = readFileSync(join(import.meta.dirname, "../../docs/reviewing.md"), "utf8");
  for (const group of commandGroups) {
    const [, section = ""] = text.split(`\n### ${group}\n`);
    const [table = ""] = section.split("\n#");
    const rows = [...table.matchAll(/^\| (?:`([^`]+)`|none) +\| (.+?) +\|$/gm)];
    expect(
      rows.map(([, keys, name]) => [keys ?? null, name]),
      group,
    ).toEqual(
      commands.filter((command) => command.group === group).map(({ keys, name }) => [keys, name]),
    );
  }
});
