import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "./home.ts";

/** Open to everybody, on purpose: whether the server answers. */
const open = ["app/api/health/route.ts"];

const read = (file: string) => readFileSync(join(repositoryRoot, file), "utf8");
const filesOf = (pattern: string) => globSync(pattern, { cwd: repositoryRoot }).toSorted();
const actionFiles = filesOf("app/**/*.{ts,tsx}").filter((file) =>
  /^\s*"use server"/m.test(read(file)),
);
const routes = filesOf("app/**/route.ts").filter((file) => !open.includes(file));
const pages = filesOf("app/**/page.tsx");
/** Pages for people who are not signed in yet. */
const entrances = ["app/invite/[token]/page.tsx", "app/set-up/page.tsx", "app/sign-in/page.tsx"];

/** The bodies of a file's exported functions, by name. */
function exportedFunctions(source: string): [name: string, body: string][] {
  const parts = source.split(/^export (?:default )?(?:async )?function (\w+)/m).slice(1);
  return Array.from({ length: parts.length / 2 }, (_, at) => [parts[2 * at]!, parts[2 * at + 1]!]);
}

test("there are actions, routes and pages to look at", () => {
  expect(actionFiles.length).toBeGreaterThan(4);
  expect(routes.length).toBeGreaterThan(6);
  expect(pages.length).toBeGreaterThan(10);
});

test.each(actionFiles)("every server action of %s asks who calls and what they may", (file) => {
  const source = read(file);
  const actions = exportedFunctions(source);
  expect(actions.length).toBeGreaterThan(0);
  // Nothing else may be exported: each export of such a file is an address that anybody can call.
  expect(source.match(/^export /gm)?.length).toBe(actions.length);
  for (const [name, body] of actions)
    expect(body, name).toMatch(/\brunAction\(\s*"[a-z]+\.[a-z-]+",|\brunSignIn\(/);
});

test.each(routes)("every handler of %s names its permission and a GET changes nothing", (file) => {
  const handlers = exportedFunctions(read(file));
  expect(handlers.length).toBeGreaterThan(0);
  for (const [method, body] of handlers) {
    expect(body, method).toMatch(/\banswer(?:Route|Api)\(\s*request,\s*"[a-z]+\.[a-z-]+",/);
    // Cookies count for reading alone; what writes needs a token.
    if (method !== "GET") expect(body, method).toContain("answerApi(");
    else expect(body).not.toMatch(/review\.(?:lease|judge|undo)/);
  }
});

test.each(pages)("%s is read through readPage, or is an entrance", (file) => {
  if (entrances.includes(file)) expect(read(file)).not.toContain("readPage(");
  else expect(read(file)).toMatch(/\breadPage\(/);
});

test("no component turns text into markup", () => {
  for (const file of filesOf("{app,components}/**/*.{ts,tsx}"))
    expect(read(file), file).not.toMatch(
      /dangerouslySetInnerHTML|innerHTML|document\.write|\beval\(/,
    );
});
