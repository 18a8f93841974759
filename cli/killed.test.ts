import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connect } from "#server/db.ts";
import { cancelExport } from "#server/release/cancel-export.ts";
import { ExportKey } from "#server/release/stored-export.ts";
import { streamRelease } from "#server/release/stream-release.ts";
import { digestFile, hashOf } from "#server/storage.ts";
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
const actor = { id: "person:tester", name: "Tester", kind: "person" } as const;
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gsi-killed-"));
  await onServer(`CREATE DATABASE ${name}`);
  await migrate(url);
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
  return programKilledWhen(["main.ts", ...line.split(" ")], condition);
}

function startProgram([script = "", ...args]: readonly string[]) {
  return spawn(process.execPath, [resolve(import.meta.dirname, script), ...args], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: "ignore",
  });
}

async function programKilledWhen(
  program: readonly string[],
  condition: () => Promise<boolean>,
): Promise<boolean> {
  const child = startProgram(program);
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

it("an export by a worker that is killed goes on from there, is made once, and can be cancelled", async () => {
  const key = { name: "whole", format: "gsi-bench", media: true };
  const exports = join(home, "exports", key.name);
  const zip = join(exports, "gsi-bench.zip");
  const makeTimes = (times: number) => [
    "../workers/test/make-export.ts",
    JSON.stringify(key),
    String(times),
  ];
  const filesThere = () => readdir(exports).catch(() => []);
  const taskStates = async () =>
    (await db.task.findMany({ orderBy: { id: "asc" } })).map(({ state }) => state);
  const hasBegun = async () => {
    const [name = ""] = await filesThere();
    const found = await stat(join(exports, name)).catch(() => null);
    return found?.isFile() === true && found.size > 5e6;
  };
  expect(await programKilledWhen(makeTimes(1), hasBegun)).toBe(true);
  const [left] = await filesThere();
  expect(left).toMatch(/^\.gsi-bench\.zip\.gsi-export-/);
  const before = await stat(join(exports, left!));
  expect(await taskStates()).toEqual(["running"]);

  const [code] = (await once(startProgram(makeTimes(2)), "exit")) as [number | null];
  expect(code).toBe(0);
  expect(await filesThere()).toEqual(["gsi-bench.zip"]);
  expect((await stat(zip)).ino).toBe(before.ino);
  const { sha256, size } = await digestFile(zip);
  expect(await db.storedExport.findMany()).toMatchObject([{ sha256, sizeBytes: BigInt(size) }]);
  const { stream, sizeBytes } = await streamRelease({ db, actor }, ExportKey.parse(key));
  expect(sizeBytes).toBe(size);
  expect(hashOf(await buffer(stream))).toBe(sha256);
  expect(await taskStates()).toEqual(["done", "skipped"]);

  // Removed by hand: made again, and cancelled on the way.
  await rm(zip);
  const child = startProgram(makeTimes(1));
  const exit = once(child, "exit");
  while (child.exitCode === null && !(await hasBegun())) await sleep(2);
  await cancelExport({ db, actor }, ExportKey.parse(key));
  await exit;
  expect(await filesThere()).toEqual([]);
  expect(await taskStates()).toEqual(["done", "skipped", "cancelled"]);
}, 60_000);
