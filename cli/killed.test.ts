import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connect } from "#server/db.ts";
import { fillReleasable } from "#server/test/fill-releasable.ts";
import { migrate } from "../scripts/migrate.ts";
import { gsi } from "./test/gsi.ts";

const samples = 400;
const name = `gsi_killed_${process.pid}`;
const server = process.env.DATABASE_URL ?? "";
const home = process.env.GSI_HOME ?? "";
const url = Object.assign(new URL(server), { pathname: `/${name}` }).toString();
const env = { DATABASE_URL: url };
const db = connect(url);
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gsi-killed-"));
  await onServer(`CREATE DATABASE ${name}`);
  await migrate(url);
  const actor = { id: "person:tester", name: "Tester", kind: "person" } as const;
  await db.actor.create({ data: actor });
  await fillReleasable({ db, actor }, samples);
}, 60_000);

afterAll(async () => {
  await db.$disconnect();
  await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await rm(folder, { recursive: true, force: true });
});

async function onServer(statement: string): Promise<void> {
  const admin = connect(server);
  await admin.$executeRawUnsafe(statement);
  await admin.$disconnect();
}

/** Runs a command and ends it, as a power cut would, when the condition holds. Says whether it was still running. */
async function killedWhen(line: string, condition: () => Promise<boolean>): Promise<boolean> {
  const child = spawn(
    process.execPath,
    [resolve(import.meta.dirname, "main.ts"), ...line.split(" ")],
    {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: "ignore",
    },
  );
  const exit = once(child, "exit");
  while (child.exitCode === null && !(await condition())) await sleep(2);
  child.kill("SIGKILL");
  await exit;
  return child.signalCode === "SIGKILL";
}

/** Lists of a manifest that are being written. */
async function unfinishedLists(): Promise<string[]> {
  return readdir(join(home, "blobs", "incoming")).catch(() => []);
}

it("a freeze that is killed leaves no release, or a whole one, and the next one is whole", async () => {
  let hasBegun = false;
  const moments = {
    writing: async () => (await unfinishedLists()).length > 0,
    stored: async () => {
      const isWriting = (await unfinishedLists()).length > 0;
      hasBegun ||= isWriting;
      return hasBegun && !isWriting;
    },
  };
  for (const [moment, condition] of Object.entries(moments)) {
    await killedWhen(`release freeze ${moment}`, condition);
    const found = await db.release.findMany({ include: { _count: { select: { items: true } } } });
    for (const { sampleCount, _count } of found)
      expect([moment, sampleCount, _count.items]).toEqual([moment, samples, samples]);
  }
  const frozen = await gsi("release freeze whole --json", env, folder);
  expect(JSON.parse(frozen.stdout)).toMatchObject({ leftOut: [], composition: { samples } });
  expect(await unfinishedLists()).toEqual([]);
}, 60_000);

it("an export that is killed leaves nothing in its place, and the next one goes on from there", async () => {
  const staging = async () =>
    (await readdir(folder)).find((one) => one.startsWith(".OUT.gsi-export-"));
  const filesIn = async (path: string) =>
    (await readdir(join(folder, (await staging()) ?? "", path)).catch(() => [])).length;
  const line = "release export whole --out OUT";
  expect(await killedWhen(line, async () => (await filesIn("fine_dataset")) > 100)).toBe(true);
  expect(await readdir(folder)).toEqual([await staging()]);
  const [first] = (await readdir(join(folder, (await staging())!, "fine_dataset"))).toSorted();
  const before = await stat(join(folder, (await staging())!, "fine_dataset", first!));
  const sizeOfZip = async () =>
    stat(join(folder, (await staging()) ?? "", "fine_dataset.zip")).then(
      ({ size }) => size,
      () => 0,
    );
  expect(await killedWhen(line, async () => (await sizeOfZip()) > 0)).toBe(true);
  expect(await readdir(folder)).toEqual([await staging()]);
  expect((await gsi(line, env, folder)).code).toBe(0);
  expect(await readdir(folder)).toEqual(["OUT"]);
  const after = await stat(join(folder, "OUT", "fine_dataset", first!));
  expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  expect((await gsi("release verify OUT", env, folder)).code).toBe(0);
  expect((await gsi("release export whole --out AGAIN", env, folder)).code).toBe(0);
  const [sums, sumsAgain] = await Promise.all(
    ["OUT", "AGAIN"].map((one) => readFile(join(folder, one, "SHA256SUMS"), "utf8")),
  );
  expect(sums).toBe(sumsAgain);
}, 60_000);
