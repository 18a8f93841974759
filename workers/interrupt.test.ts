import { readdir } from "node:fs/promises";
import { beforeAll, expect, it } from "vitest";
import type { StudioProcess } from "./test/studio-process.ts";
import { killWorker, openStudio, until } from "./test/studio-process.ts";

let scenes: string[];
beforeAll(async () => {
  scenes = await readdir(new URL("../demo/scenes/data", import.meta.url));
});

it(
  "a run whose worker is killed ends with the samples of a run that nobody disturbed",
  { timeout: 240_000 },
  async () => {
    const [calm, killed] = await Promise.all([openStudio("calm"), openStudio("killed")]);
    try {
      await Promise.all([importAndStart(calm), importAndStart(killed)]);

      const first = killed.startWorker();
      await until(async () => (await finishedTasks(killed)) >= 12);
      await killWorker(first);
      expect(await runState(killed)).toBe("running");
      killed.startWorker();

      calm.startWorker();
      await until(async () => (await runState(calm)) === "done");
      await until(async () => (await runState(killed)) === "done");

      const expected = await samplesOf(calm);
      expect(expected.length).toBeGreaterThan(20);
      expect(await samplesOf(killed)).toEqual(expected);
    } finally {
      await Promise.all([calm.close(), killed.close()]);
    }
  },
);

async function importAndStart(studio: StudioProcess): Promise<void> {
  await studio.gsi("import", "demo/scenes", "--scene", scenes[0]!);
  await studio.gsi("run", "--every", "12");
}

async function finishedTasks(studio: StudioProcess): Promise<number> {
  return studio.db.task.count({ where: { state: "done" } });
}

async function runState(studio: StudioProcess): Promise<string | undefined> {
  return (await studio.db.run.findFirst())?.state;
}

/** Everything that the pipeline decided, without the times at which it did. */
async function samplesOf(studio: StudioProcess) {
  const rows = await studio.db.sample.findMany({
    orderBy: { id: "asc" },
    include: { currentRevision: true, gateVerdicts: true },
  });
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    state: row.state,
    provenance: row.provenanceHash,
    edit: row.currentRevision?.edit,
    findings: row.currentRevision?.findings,
    pictures: [row.currentRevision?.beforeHash, row.currentRevision?.afterHash],
    gate: row.gateVerdicts.map((gate) => [gate.gate, gate.verdict, gate.reasons]),
  }));
}
