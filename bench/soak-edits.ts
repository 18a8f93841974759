import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { seededRandom } from "#core/random.ts";
import { connect } from "#server/db.ts";
import { workingEditOf } from "#server/review/working-edit-of-row.ts";
import { editOfRevision } from "#server/sample/edit-of-revision.ts";
import { isMarkedAlive, readInstance } from "../scripts/instance.ts";
import { findRunningPostgres } from "../scripts/postgres.ts";
import { KillableBrowser } from "./killable-browser.ts";
import { startOwnStudio } from "./own-studio.ts";

// Edits one sample of the demo after the other in the built app while the browser, a tab, the web server and
// Postgres are killed at random moments. What the page called saved must be on the page that comes after, and in
// the database at the end. An edit that was not called saved may be there or not.
//   node bench/soak-edits.ts [EDITS] [SEED]
const editCount = Number(process.argv[2] ?? 300);
const random = seededRandom(Number(process.argv[3] ?? 1), "soak-edits");
const editsPerSample = 25;
const killShare = 0.12;
const savedWithinMilliseconds = 120_000;

const victims = ["browser", "tab", "web", "postgres"] as const;
type Victim = (typeof victims)[number];

/** What the page shows of an edit: the words, which way the target box faces, and all fields but the words. */
type Shown = { words: string; yawDegrees: number; fields: string };
type Done = { shown: Shown; saved: boolean };
/** Words by the field, then perhaps a turn of the box by the keyboard. */
type Change = { words: string; turn: "z" | "c" | null };
const degreesOfTurn = { z: 1, c: -1 };
/** Fields show tenths. */
const yawTolerance = 0.11;

const studio = await startOwnStudio();
const browser = await KillableBrowser.create();
const database = () => connect(findRunningPostgres(studio.home)!.url);
try {
  await main();
} finally {
  await browser.close();
  await studio.close();
}

async function main(): Promise<void> {
  const samples = await queuedSamples(Math.ceil(editCount / editsPerSample));
  const kills: Record<Victim, number> = { browser: 0, tab: 0, web: 0, postgres: 0 };
  const decided = new Map<string, string>();
  const lost: string[] = [];
  const savedAfter: number[] = [];
  let unsavedSince: number | null = null;
  const noteSaved = () => {
    if (unsavedSince !== null) savedAfter.push(performance.now() - unsavedSince);
    unsavedSince = null;
  };
  let acknowledged = 0;
  let page = await browser.start();
  for (const [index, sampleId] of samples.entries()) {
    page = await openSample(page, sampleId);
    const done: Done[] = [{ shown: await readShown(page), saved: true }];
    const count = Math.min(editsPerSample, editCount - index * editsPerSample);
    for (let number = 1; number <= count; number++) {
      const victim = random.next() < killShare ? victims[Math.floor(random.next() * 4)]! : null;
      const killed = victim && killSoon(victim, page).then(() => (kills[victim] += 1));
      unsavedSince ??= performance.now();
      let underWay: Change | null = nextChange(`Soak ${sampleId.slice(-6)} edit ${number}.`);
      try {
        await change(page, underWay);
        done.push({ shown: await readShown(page), saved: false });
        underWay = null;
        if (random.next() < 0.7) {
          await waitForSaved(page);
          noteSaved();
          done.at(-1)!.saved = true;
        }
      } catch (error) {
        if (victim !== "browser" && victim !== "tab") throw error;
        // The page went away under the hands; what it said last is not known.
      }
      await killed;
      if (victim === "browser" || victim === "tab") {
        page = await openSample(
          victim === "browser" ? await browser.start() : await browser.openPage(),
          sampleId,
        );
        noteSaved();
        const problem = whatIsLost(done, underWay, await readShown(page));
        if (problem) lost.push(`${sampleId} after a killed ${victim}: ${problem}`);
        done.push({ shown: await readShown(page), saved: false });
      }
    }
    await waitForSaved(page);
    noteSaved();
    acknowledged += done.filter(({ saved }) => saved).length - 1;
    const { words } = await readShown(page);
    const stored = await storedWords(sampleId);
    if (stored !== words) lost.push(`${sampleId}: the page says "${words}", Postgres "${stored}"`);
    console.log(`  ${index + 1} of ${samples.length} samples`);
    if (index % 2 === 1) {
      await reject(page, sampleId);
      decided.set(sampleId, words);
    }
  }
  for (const [sampleId, words] of decided) {
    const stored = await decidedWords(sampleId);
    if (stored !== words) lost.push(`${sampleId}: decided with "${words}", stored "${stored}"`);
  }
  console.log(`${editCount} edits of ${samples.length} samples, ${acknowledged} called saved`);
  console.log(`  killed: ${victims.map((victim) => `${victim} ${kills[victim]}`).join(", ")}`);
  console.log(
    `  longest from an edit to "saved", that of later ones where nobody waited: ${(Math.max(...savedAfter) / 1000).toFixed(1)} s, outages included`,
  );
  console.log(`  lost: ${lost.length}`);
  for (const problem of lost) console.log(`    ${problem}`);
  if (lost.length > 0) process.exitCode = 1;
}

/**
 * Why what is shown is not what was called saved or what came after it; null when it is. Of an edit that nobody
 * read before the page went, and of those after the last saved one, the words may be there without the turn.
 */
function whatIsLost(done: readonly Done[], underWay: Change | null, now: Shown): string | null {
  const since = done.slice(done.findLastIndex(({ saved }) => saved)).map(({ shown }) => shown);
  const last = since.at(-1)!;
  const isOneOfThem = since.some((shown) => shown.words === now.words && isSameBox(shown, now));
  const isHalfOfOne = since.some(
    (shown, index) => index > 0 && shown.words === now.words && isSameBox(since[index - 1]!, now),
  );
  const isUnderWay =
    now.words === underWay?.words && (isSameBox(last, now) || isTurned(last, now, underWay.turn));
  return isOneOfThem || isHalfOfOne || isUnderWay
    ? null
    : `saved was ${JSON.stringify(since[0])}, shown is ${JSON.stringify(now)}`;
}

function isSameBox(a: Shown, b: Shown): boolean {
  return a.fields === b.fields;
}

function isTurned(before: Shown, now: Shown, turn: Change["turn"]): boolean {
  if (!turn) return false;
  const off = now.yawDegrees - before.yawDegrees - degreesOfTurn[turn];
  return Math.abs(off - 360 * Math.round(off / 360)) < yawTolerance;
}

async function queuedSamples(count: number): Promise<string[]> {
  const db = database();
  try {
    for (;;) {
      const rows = await db.sample.findMany({
        where: { state: "queued", operationKind: { in: ["move", "rotate"] } },
        orderBy: { id: "asc" },
        take: count,
      });
      if (rows.length === count) return rows.map(({ id }) => id);
      await sleep(1000);
    }
  } finally {
    await db.$disconnect();
  }
}

function nextChange(words: string): Change {
  if (random.next() >= 0.4) return { words, turn: null };
  return { words, turn: random.next() < 0.5 ? "z" : "c" };
}

async function change(page: Page, { words, turn }: Change): Promise<void> {
  const field = page.getByRole("textbox", { name: "Instruction" });
  await field.fill(words);
  if (!turn) return;
  await field.press("Escape");
  await page.keyboard.press(turn);
}

async function readShown(page: Page): Promise<Shown> {
  const shown = await page.getByRole("textbox").evaluateAll((all) =>
    all.map((field) => ({
      name: field.getAttribute("aria-label") ?? field.id,
      value: (field as HTMLInputElement).value,
    })),
  );
  const words = await page.getByRole("textbox", { name: "Instruction" }).inputValue();
  const yaw = await page.getByRole("textbox", { name: "Target yaw" }).inputValue();
  const others = shown.filter(({ value }) => value !== words);
  return {
    words,
    yawDegrees: parseFloat(yaw.replace("−", "-")),
    fields: others.map(({ name, value }) => `${name}: ${value}`).join(" | "),
  };
}

async function waitForSaved(page: Page): Promise<void> {
  // The frame after the change at the earliest.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  await page
    .locator('[data-testid="save-light"][data-state="saved"]')
    .waitFor({ timeout: savedWithinMilliseconds });
}

/** Opens a sample, however long the studio takes to come back, and waits until the server has what was left over. */
async function openSample(page: Page, sampleId: string): Promise<Page> {
  for (let patience = 60; ; patience--) {
    try {
      await page.goto(`${studio.address}/review/${encodeURIComponent(sampleId)}`);
      await page.getByRole("textbox", { name: "Instruction" }).waitFor();
      await waitForSaved(page);
      // What the browser kept comes on the screen after the first paint.
      await page.waitForTimeout(700);
      return page;
    } catch (error) {
      if (patience === 0) throw error;
      await sleep(1000);
    }
  }
}

async function reject(page: Page, sampleId: string): Promise<void> {
  await page.getByRole("textbox", { name: "Instruction" }).press("Escape");
  await page.keyboard.press("x");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("6");
  await page.keyboard.press("Enter");
  for (;;) {
    const again = page.getByRole("button", { name: "Try again" });
    if (await again.isVisible()) await again.click().catch(() => null);
    const shown = await page.getByTestId("review-workspace").getAttribute("data-sample-id");
    const isThrough = page.locator('[data-testid="save-light"][data-state="saved"]');
    if (shown !== sampleId && (await isThrough.isVisible())) return;
    await sleep(300);
  }
}

/** Kills at a random moment of the next half second. */
async function killSoon(victim: Victim, page: Page): Promise<void> {
  await sleep(500 * random.next());
  switch (victim) {
    case "browser":
      return browser.kill();
    case "tab": {
      const session = await page.context().newCDPSession(page);
      // The page cannot answer any more.
      void session.send("Page.crash").catch(() => null);
      return sleep(300);
    }
    case "web": {
      const web = readInstance(studio.home)?.children.find(
        (mark) => mark.name === "web" && isMarkedAlive(mark),
      );
      if (web) process.kill(web.pid, "SIGKILL");
      return;
    }
    case "postgres": {
      const lines = readFileSync(join(studio.home, "pg", "postmaster.pid"), "utf8").split("\n");
      process.kill(Number(lines[0]), "SIGKILL");
    }
  }
}

async function storedWords(sampleId: string): Promise<string | null> {
  const db = database();
  const row = await db.workingEdit.findFirst({ where: { sampleId } });
  await db.$disconnect();
  return row && workingEditOf(row).history.present.instruction;
}

async function decidedWords(sampleId: string): Promise<string | null> {
  const db = database();
  const row = await db.sample.findUniqueOrThrow({
    where: { id: sampleId },
    include: { currentRevision: true },
  });
  await db.$disconnect();
  return row.state === "rejected" ? editOfRevision(row.currentRevision!).edit.instruction : null;
}
