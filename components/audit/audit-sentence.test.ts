import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { actionWords, subjectHref, subjectText } from "./audit-sentence.ts";

const server = resolve(import.meta.dirname, "../../server");

/** The actions that the server's verbs write into the log. */
function writtenActions(): string[] {
  const files = globSync("**/*.ts", { cwd: server }).filter((file) => !file.endsWith(".test.ts"));
  const sources = files.map((file) => readFileSync(join(server, file), "utf8"));
  return sources.flatMap((source) =>
    [...source.matchAll(/\baction: [^,}]*/g)].flatMap(([part]) =>
      [...part.matchAll(/"([a-z]+\.[a-z-]+)"/g)].map(([, action]) => action!),
    ),
  );
}

test("all that the server writes down is said in words", () => {
  const actions = writtenActions();
  expect(actions.length).toBeGreaterThan(20);
  for (const action of actions) expect(actionWords(action), action).not.toMatch(/\(/);
});

const line = {
  action: "draft.update",
  subjectId: "d1",
  subjectName: "now",
  before: { name: "then" },
  after: { name: "new" },
};

test("a subject has the name that it was given, else the one it had, else its id", () => {
  expect(subjectText(line)).toBe("new");
  expect(subjectText({ ...line, after: null })).toBe("then");
  expect(subjectText({ ...line, after: null, before: null })).toBe("now");
  expect(subjectText({ ...line, after: 1, before: null, subjectName: null })).toBe("d1");
  expect(subjectText({ ...line, action: "account.sign-in" })).toBeNull();
  expect(actionWords("planet.blow-up")).toBe("blow up (planet)");
});

test("a subject leads to its page where it has one, and nowhere else", () => {
  expect(subjectHref(line)).toBe("/releases/drafts/d1");
  expect(subjectHref({ ...line, action: "draft.delete" })).toBeNull();
  expect(subjectHref({ ...line, action: "sample.accept", subjectId: "a/b" })).toBe(
    "/samples/a%2Fb",
  );
  expect(subjectHref({ ...line, action: "release.freeze" })).toBe("/releases/new");
  expect(subjectHref({ ...line, action: "export.remove", after: null })).toBe("/releases/then");
  expect(subjectHref({ ...line, action: "member.join" })).toBeNull();
});
