import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hasStamp, hashFiles, writeStamp } from "./build-stamp.ts";

let root: string;

const hash = () => hashFiles(root, ["app", "lock.json", "not-there"]);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "gsi-stamp-"));
  mkdirSync(join(root, "app", "deep"), { recursive: true });
  writeFileSync(join(root, "app", "deep", "page.tsx"), "one");
  writeFileSync(join(root, "lock.json"), "{}");
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test("the same bytes give the same hash, whatever their age", () => {
  const before = hash();
  utimesSync(join(root, "lock.json"), 1, 1);
  expect(hash()).toBe(before);
});

test.each<[string, () => void]>([
  ["changed content", () => writeFileSync(join(root, "app", "deep", "page.tsx"), "two")],
  ["a new file", () => writeFileSync(join(root, "app", "new.tsx"), "")],
  ["a removed file", () => rmSync(join(root, "lock.json"))],
  ["a new name", () => renameSync(join(root, "app", "deep"), join(root, "app", "flat"))],
  ["a file that appears", () => writeFileSync(join(root, "not-there"), "")],
])("%s changes the hash", (_what, change) => {
  const before = hash();
  change();
  expect(hash()).not.toBe(before);
});

test("tests and files elsewhere do not count", () => {
  const before = hash();
  writeFileSync(join(root, "app", "deep", "page.test.ts"), "");
  writeFileSync(join(root, "elsewhere.ts"), "");
  expect(hash()).toBe(before);
});

test("a stamp holds for its own inputs only", () => {
  expect(hasStamp(root, "abc")).toBe(false);
  writeStamp(root, "abc");
  expect(hasStamp(root, "abc")).toBe(true);
  expect(hasStamp(root, "abd")).toBe(false);
});
