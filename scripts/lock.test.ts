import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tryLock, waitForLock } from "./lock.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gsi-lock-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a lock is had by one, until it is released", () => {
  const file = join(folder, "lock");
  const release = tryLock(file);
  expect(release).toBeDefined();
  expect(tryLock(file)).toBeUndefined();
  release?.();
  const again = tryLock(file);
  expect(again).toBeDefined();
  again?.();
});

test("a killed holder gives its lock back", async () => {
  const file = join(folder, "lock");
  const source = `
    import { tryLock } from ${JSON.stringify(new URL("lock.ts", import.meta.url).href)};
    tryLock(${JSON.stringify(file)});
    console.log("held");
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ["--input-type=module", "-e", source], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(holder.stdout, "data");
  expect(tryLock(file)).toBeUndefined();
  holder.kill("SIGKILL");
  const release = await waitForLock(file);
  release();
});
