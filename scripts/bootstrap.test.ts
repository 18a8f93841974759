import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { install, isInstalled } from "./bootstrap.mjs";

let root: string;
let installations: number;

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function writeLock(version: string): void {
  const packages = {
    "": { name: "checkout" },
    "node_modules/one": { version },
    "node_modules/for-another-system": { version, optional: true },
  };
  write("package-lock.json", JSON.stringify({ packages }));
}

/** Does what `npm ci` does: everything anew, and npm's own record last. */
async function installer(): Promise<void> {
  installations += 1;
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  rmSync(join(root, "node_modules"), { recursive: true, force: true });
  write("node_modules/one/package.json", "{}");
  write("node_modules/node/bin/node", "");
  await new Promise((resolve) => setTimeout(resolve, 50));
  const found = { "node_modules/one": packages["node_modules/one"] };
  write("node_modules/.package-lock.json", JSON.stringify({ packages: found }));
}

async function interruptedInstaller(): Promise<void> {
  installations += 1;
  write("node_modules/one/package.json", "{}");
  throw new Error("interrupted");
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "gsi-bootstrap-"));
  installations = 0;
  writeLock("1.0.0");
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test("a fresh checkout is installed once", async () => {
  expect(isInstalled(root)).toBe(false);
  await install(root, installer);
  await install(root, installer);
  expect(isInstalled(root)).toBe(true);
  expect(installations).toBe(1);
});

test("a changed lock file is installed again", async () => {
  await install(root, installer);
  writeLock("1.0.1");
  expect(isInstalled(root)).toBe(false);
  await install(root, installer);
  expect(installations).toBe(2);
});

test("what npm ci installed by itself is taken as it is", async () => {
  await installer();
  await install(root, installer);
  expect(installations).toBe(1);
  expect(isInstalled(root)).toBe(true);
});

test("an interrupted installation is repaired", async () => {
  await expect(install(root, interruptedInstaller)).rejects.toThrow("interrupted");
  expect(isInstalled(root)).toBe(false);
  await install(root, installer);
  expect(isInstalled(root)).toBe(true);
});

test("an update that is interrupted does not pass for the installation before it", async () => {
  await install(root, installer);
  writeLock("1.0.1");
  await expect(install(root, interruptedInstaller)).rejects.toThrow("interrupted");
  writeLock("1.0.0");
  expect(isInstalled(root)).toBe(false);
});

test("a removed package folder is noticed when the stamp is gone", async () => {
  await install(root, installer);
  rmSync(join(root, "node_modules", ".gsi-stamp"));
  rmSync(join(root, "node_modules", "one"), { recursive: true });
  await install(root, installer);
  expect(installations).toBe(2);
});

test("two at once install once", async () => {
  await Promise.all([install(root, installer), install(root, installer)]);
  expect(installations).toBe(1);
});
