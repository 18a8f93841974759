import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { instructionAgreement } from "#core/instruction/instruction-agreement.ts";
import { applyOperation } from "#core/operation/apply-operation.ts";
import type { Operation } from "#core/operation/operation.ts";
import { seededRandom } from "#core/random.ts";
import { connect } from "#server/db.ts";
import { getFrameScene } from "#server/frame/get-frame-scene.ts";
import { editOfRevision } from "#server/sample/edit-of-revision.ts";
import type { OwnStudio } from "../bench/own-studio.ts";
import { startOwnStudio } from "../bench/own-studio.ts";
import { repositoryRoot } from "../scripts/home.ts";
import { findRunningPostgres } from "../scripts/postgres.ts";
import type { Deed, Left } from "./annotator.ts";
import { Annotator, tasks } from "./annotator.ts";
import { gsiIn } from "./gsi.ts";

// Drawing by processor takes its time: all hundred are for `npm run soak:review`.
const sampleCount = Number(process.env.REVIEW_SAMPLES ?? 25);
const seed = Number(process.env.REVIEW_SEED ?? 1);
/** One group of photos in so many is made into samples: about twice as many as are reviewed. */
const every = Math.max(1, Math.floor(1600 / sampleCount));
const stateAfter = { accept: "accepted", reject: "rejected", skip: "queued" } as const;

const office = join(
  process.env.GSI_SHARED ?? join(repositoryRoot, "../shared"),
  "data/office-walk",
);
const hasOffice = existsSync(office);
if (!hasOffice) console.warn(`skipped: no scan to review at ${office} (set GSI_SHARED)`);
test.skip(!hasOffice, `no scan at ${office}`);

let studio: OwnStudio;
let db: ReturnType<typeof connect>;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  studio = await startOwnStudio("--no-demo");
  db = connect(findRunningPostgres(studio.home)!.url);
  await gsiIn(studio.home, "import", office);
  await gsiIn(studio.home, "run", "--every", String(every), "--wait");
});

test.afterAll(async () => {
  await db?.$disconnect();
  await studio?.close();
});

test(`${sampleCount} samples reviewed by keyboard are in the database as they were decided`, async ({
  browser,
}) => {
  test.setTimeout(5 * 60_000);
  const proposed = await readSamples();
  expect(proposed.size).toBeGreaterThan(sampleCount);
  const page = await browser.newPage({ reducedMotion: "reduce" });
  await page.goto(`${studio.address}/review`);
  await expect(page.getByRole("button", { name: "Start reviewing" })).toBeEnabled();
  await expect(async () => {
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: "Start reviewing" })).toBeFocused({ timeout: 1 });
  }).toPass();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Instruction" })).toBeEnabled();
  // Points that a processor draws would take most of the time.
  await page.keyboard.press("p");

  const annotator = new Annotator(page, seededRandom(seed, "annotator"), proposed);
  const start = performance.now();
  while (annotator.left.size < sampleCount) await annotator.decide();
  const seconds = (performance.now() - start) / 1000;
  console.log(`${sampleCount} samples in ${seconds.toFixed(0)} s:`, summary(annotator));
  const onScreen = await annotator.shownId();
  await page.close();

  expect(await readVerdicts()).toEqual(annotator.deeds);
  const { deeds, left } = annotator;
  const expected = new Map([...proposed].map(([id, sample]) => [id, left.get(id) ?? sample]));
  await expectSamples(expected, deeds);
  const leased = await db.sample.findMany({ where: { leaseActorId: { not: null } } });
  const decided = new Set(deeds.filter(({ undone }) => !undone).map(({ sampleId }) => sampleId));
  expect(leased.filter(({ id }) => decided.has(id) && id !== onScreen)).toEqual([]);
  expect(leased.length).toBeLessThanOrEqual(2);
  expect(await db.workingEdit.count()).toBe(0);
  expect(tasks.filter((task) => !annotator.finished.get(task))).toEqual([]);
  expect(deeds.some(({ undone }) => undone)).toBe(true);
});

/** All samples as they stand. */
async function readSamples(): Promise<Map<string, Left>> {
  const rows = await db.sample.findMany({
    where: { state: "queued" },
    include: { currentRevision: true },
  });
  return new Map(
    rows.map(({ id, currentRevision }) => {
      const { operation, instruction: words } = editOfRevision(currentRevision!).edit;
      return [id, { operation, revision: currentRevision!.number, words, amount: null }];
    }),
  );
}

async function readVerdicts(): Promise<Deed[]> {
  const rows = await db.verdict.findMany({
    orderBy: { createdAt: "asc" },
    include: { revision: true },
  });
  return rows.map(({ sampleId, kind, reason, note, revision, undoneAt }) => ({
    sampleId,
    kind: kind as Deed["kind"],
    reason,
    note,
    revision: revision.number,
    undone: undoneAt !== null,
  }));
}

/** Every sample of the queue has the state, the revisions and the edit that the deeds gave it, and no others. */
async function expectSamples(expected: ReadonlyMap<string, Left>, deeds: readonly Deed[]) {
  const [actor] = await db.actor.findMany({ where: { kind: "person" } });
  const ctx = { db, actor: { id: actor!.id, name: actor!.name, kind: "person" as const } };
  const standing = new Map(deeds.filter((deed) => !deed.undone).map((d) => [d.sampleId, d.kind]));
  const rows = await db.sample.findMany({
    where: { id: { in: [...expected.keys()] } },
    include: { currentRevision: true, revisions: { include: { actor: true } } },
  });
  expect(rows).toHaveLength(expected.size);
  for (const row of rows) {
    const { operation, revision, words, amount } = expected.get(row.id)!;
    const verdict = standing.get(row.id);
    const { edit } = editOfRevision(row.currentRevision!);
    const byPeople = row.revisions.filter(({ actor: { kind } }) => kind === "person").length;
    expect({
      id: row.id,
      state: row.state,
      revision: row.currentRevision!.number,
      revisions: row.revisions.length,
      words: edit.instruction,
      amount: amount && round(amountOf(edit.operation), amount.decimals),
    }).toEqual({
      id: row.id,
      state: verdict ? stateAfter[verdict] : "queued",
      revision,
      revisions: revision,
      words,
      amount: amount && round(amount.value, amount.decimals),
    });
    if (!amount) expect(edit.operation).toEqual(operation);
    if (byPeople === 0) continue;
    const scene = await getFrameScene(ctx, row.frameId, "annotation");
    const follows = applyOperation(scene, edit.sourceBox, edit.operation);
    expect(edit.targetBox === null).toBe(follows === null);
    for (const [axis, meters] of (edit.targetBox?.center ?? []).entries())
      expect(meters, row.id).toBeCloseTo(follows!.center[axis]!, 6);
    if (verdict === "accept") expect(instructionAgreement(scene, edit), row.id).toEqual([]);
  }
}

function amountOf(operation: Operation): number {
  if (operation.kind === "move") return operation.distanceMeters;
  if (operation.kind === "rotate") return operation.angleDegrees;
  throw new Error(`nobody changes the amount of a ${operation.kind}`);
}

function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

function summary({ finished, deeds }: Annotator): string {
  const undone = deeds.filter((deed) => deed.undone).length;
  const counts = [...finished].map(([task, count]) => `${task} ${count}`).join(", ");
  return `${counts}; ${deeds.length} verdicts, ${undone} taken back`;
}
