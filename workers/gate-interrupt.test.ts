import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { diversityOf } from "#core/gate/diversity.ts";
import { instructionAgreement } from "#core/instruction/instruction-agreement.ts";
import { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { pipelineActor } from "#server/context.ts";
import { getFrameScene } from "#server/frame/get-frame-scene.ts";
import { hasOffice, officeRoot } from "#server/test/office-scan.ts";
import type { ChatAct, ChatAsked } from "./test/chat-server.ts";
import { startChatServer } from "./test/chat-server.ts";
import { askedOf, goodAnswer } from "./test/stand-in-model.ts";
import type { StudioProcess } from "./test/studio-process.ts";
import { killWorker, openStudio, until } from "./test/studio-process.ts";

const key = "sk-of-a-lab-0815";
const concurrency = 4;
const [demo] = await readdir(new URL("../demo/scenes/data", import.meta.url));
/** The office scan where it is at hand, else a demo scene, which has fewer candidates. */
const importing = hasOffice ? [officeRoot] : ["demo/scenes", "--scene", demo!];
const running = ["--every", hasOffice ? "14" : "24", "--gate", "mllm", "--gate-model", "seer"];
if (!hasOffice) console.log(`${officeRoot} is absent: the gate is tried on a demo scene`);

const good = (asked: ChatAsked): ChatAct => ({ say: JSON.stringify(goodAnswer(askedOf(asked))) });
const keysOf = (asked: readonly ChatAsked[]) => asked.map((one) => one.headers["idempotency-key"]);

it(
  "a gate whose worker is killed asks nothing again that it has an answer to, and its key is nowhere",
  { timeout: 300_000 },
  async () => {
    let rude = false;
    let asked = 0;
    const server = await startChatServer(
      (request) =>
        rude && asked++ % 4 === 0
          ? { status: 403, body: `no entry with ${request.headers.authorization}` }
          : good(request),
      { latencyMs: 60 },
    );
    const { log } = server;
    const studio = await openStudio("gate", {
      GSI_GATE_URL: server.url,
      GSI_GATE_KEY: key,
      GSI_GATE_CONCURRENCY: String(concurrency),
    });
    try {
      await studio.gsi("import", ...importing);
      await studio.gsi("run", ...running);
      const first = studio.startWorker();
      await until(() => log.length >= 8);
      await killWorker(first);
      const before = log.length;
      const paid = await studio.db.gateCall.findMany({ select: { requestHash: true } });
      expect(paid.length).toBeGreaterThanOrEqual(8 - concurrency);
      rude = true;
      studio.startWorker();
      await until(() => isDone(studio));

      const after = keysOf(log.slice(before));
      expect(after.length).toBeGreaterThan(8);
      for (const { requestHash } of paid) expect(after).not.toContain(requestHash);
      // What was under way when the worker died may be asked twice.
      expect(log.length - new Set(keysOf(log)).size).toBeLessThanOrEqual(concurrency);
      const failed = await studio.db.task.findMany({ where: { state: "failed" } });
      expect(failed.length).toBeGreaterThan(0);
      for (const { reason } of failed) expect(reason).toContain("no entry with Bearer [key]");
      expect(await studio.db.sample.count({ where: { state: "rendered" } })).toBe(failed.length);

      rude = false;
      await studio.gsi("run", ...running);
      await until(() => isDone(studio));
      expect(await studio.db.sample.count({ where: { state: "rendered" } })).toBe(0);
      await expectTrueWords(studio);

      expect(log[0]!.headers.authorization).toBe(`Bearer ${key}`);
      expect(studio.printed()).toContain("[key]");
      const everything = [studio.printed(), ...(await rowsOf(studio)), ...(await filesOf(studio))];
      expect(everything.length).toBeGreaterThan(100);
      expect(everything.filter((text) => text.includes(key))).toEqual([]);
    } finally {
      await studio.close();
      await server.close();
    }
  },
);

async function isDone({ db }: StudioProcess): Promise<boolean> {
  return (await db.run.count({ where: { state: { not: "done" } } })) === 0;
}

/** Every instruction that the model gave reads back as its operation, and they begin in many ways. */
async function expectTrueWords({ db }: StudioProcess): Promise<void> {
  const rows = await db.sample.findMany({
    where: { currentRevision: { actorId: "gate:seer" } },
    include: { currentRevision: true },
    orderBy: { id: "asc" },
  });
  const scenes = new Map<string, FrameScene>();
  const ctx = { db, actor: pipelineActor };
  const edits: Edit[] = [];
  for (const { frameId, currentRevision } of rows) {
    const scene = scenes.get(frameId) ?? (await getFrameScene(ctx, frameId, "annotation"));
    scenes.set(frameId, scene);
    const edit = Edit.parse(currentRevision?.edit);
    expect(instructionAgreement(scene, edit), edit.instruction).toEqual([]);
    edits.push(edit);
  }
  expect(edits.length).toBeGreaterThanOrEqual(hasOffice ? 200 : 10);
  const byKind = Map.groupBy(edits.slice(0, 200), ({ operation }) => operation.kind);
  if (hasOffice)
    for (const [kind, said] of byKind) {
      const { openings } = diversityOf(said.map(({ instruction }) => instruction));
      expect(openings.counts.length, kind).toBeGreaterThanOrEqual(8);
    }
}

/** Every row of every table, as text. */
async function rowsOf({ db }: StudioProcess): Promise<string[]> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname IN ('public', 'pgboss')`;
  const rows = await Promise.all(
    tables.map(({ name }) =>
      db.$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM ${name} t`),
    ),
  );
  return rows.flat().map(({ row }) => row);
}

/** Every file under the studio's home. */
async function filesOf({ home }: StudioProcess): Promise<string[]> {
  const files = await readdir(home, { recursive: true, withFileTypes: true });
  return Promise.all(
    files
      .filter((file) => file.isFile())
      .map((file) => readFile(join(file.parentPath, file.name), "latin1")),
  );
}
