import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { chromium, expect } from "@playwright/test";
import sharp from "sharp";
import { startOwnStudio } from "../bench/own-studio.ts";
import { gsiIn } from "../e2e/gsi.ts";
import { settle } from "../e2e/settle.ts";
import { GL_ARGS, SANDBOX_ARGS, findBrowser } from "../scripts/browser.mjs";
import { repositoryRoot } from "../scripts/home.ts";

// Takes the pictures in docs anew: the built app with the demo scenes, in a home of its own.
//   node demo/take-pictures.ts [FOLDER]
const folder = process.argv[2] ?? join(repositoryRoot, "docs");
const bytesMax = 400_000;
const sizes = { 1440: { width: 1440, height: 900 }, 1280: { width: 1280, height: 720 } } as const;

type Look = { readonly theme: "light" | "dark"; readonly width: keyof typeof sizes };
const largeLight: Look = { theme: "light", width: 1440 };
const largeDark: Look = { theme: "dark", width: 1440 };
const smallLight: Look = { theme: "light", width: 1280 };
const smallDark: Look = { theme: "dark", width: 1280 };

/** Samples of the demo by words of their instructions, which follow from the scenes and the seed. */
const shown = /cardboard box 110 centimeters forward/;
const dragged = /ottoman to the left in the photo by 70/;
const disputed = /crate half a meter to the left/;
const verdictsBefore = 6;

const studio = await startOwnStudio();
try {
  await expect.poll(isMade, { timeout: 600_000, intervals: [2000] }).toBe(true);
  const browser = await chromium.launch({
    executablePath: (await findBrowser()).path,
    args: [...GL_ARGS, ...SANDBOX_ARGS],
  });
  try {
    await mkdir(folder, { recursive: true });
    await takeAll(browser);
  } finally {
    await browser.close();
  }
} finally {
  await studio.close();
}

async function takeAll(browser: Browser): Promise<void> {
  const context = await browser.newContext({ baseURL: studio.address, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await takeSceneAndSelection(page);
  await decideSome(page);

  await openSample(page, shown);
  for (const look of [largeLight, largeDark, smallLight, smallDark])
    await take(page, `review-${look.theme}-${look.width}`, look);
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await take(page, "review-help-light-1440", largeLight);
  await page.keyboard.press("Escape");

  await takeEditing(page);
  await takeOffline(context, page);
  await takeConflict(browser, page);
  await context.close();
}

async function takeSceneAndSelection(page: Page): Promise<void> {
  await page.setViewportSize(sizes[1440]);
  await page.goto("/scenes/3a7d10e5c1");
  await page.locator('[data-ready="true"]').waitFor();
  await take(page, "scene-light", largeLight);
  await page.goto("/scenes/3a7d10e5c1/selection");
  await take(page, "selection-dark", largeDark);
}

/** A queue with something in it. */
async function decideSome(page: Page): Promise<void> {
  await page.goto("/review");
  await page.getByRole("button", { name: /reviewing/ }).click();
  const verdict = page.getByLabel("Verdict");
  for (let number = 0; number < verdictsBefore; number++) {
    const workspace = page.getByTestId("review-workspace");
    const before = (await workspace.getAttribute("data-sample-id"))!;
    await expect(verdict.getByRole("button", { name: /Reject/ })).toBeEnabled();
    await page.keyboard.press(number % 3 === 2 ? "x" : "Enter");
    await settle(page);
    // A reason: for rejecting, or for accepting in spite of a check.
    if (await page.getByRole("dialog").isVisible()) {
      await page.keyboard.press("1");
      await page.keyboard.press("Enter");
    }
    await expect(workspace).not.toHaveAttribute("data-sample-id", before);
  }
}

/** The box in the hand, on its way across the photo: checks and words follow. */
async function takeEditing(page: Page): Promise<void> {
  await openSample(page, dragged);
  await dress(page, largeDark);
  // The photo must have taken its place, or the hand would miss the box.
  await stillPicture(page);
  const distance = page.getByRole("textbox", { name: "Distance" });
  const proposed = await distance.inputValue();
  const [x, y] = await page.getByTestId("photo-grip").evaluate(placeToGrip);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 60, y, { steps: 6 });
  await expect(distance).not.toHaveValue(proposed);
  await take(page, "review-editing-dark-1440", largeDark);
  await page.mouse.up();
  await page.getByRole("button", { name: "Reset to proposal" }).click();
}

/** Runs in the page: a place at which an element is on top, the nearest to its middle. Other objects may lie over it. */
function placeToGrip(element: Element): [x: number, y: number] {
  const { left, top, width, height } = element.getBoundingClientRect();
  const steps = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];
  for (const down of steps)
    for (const across of steps) {
      const [x, y] = [left + across * width, top + down * height];
      if (document.elementFromPoint(x, y) === element) return [x, y];
    }
  throw new Error("other things lie over all of the box");
}

async function takeOffline(context: BrowserContext, page: Page): Promise<void> {
  await openSample(page, shown);
  await context.setOffline(true);
  await page.getByRole("textbox", { name: "Distance" }).fill("0.90");
  await page.getByRole("button", { name: "Write anew" }).click();
  await page.getByText("have not reached the server").waitFor();
  await take(page, "review-offline-light-1440", largeLight);
  await take(page, "review-offline-dark-1280", smallDark);
  await context.setOffline(false);
  await page.getByRole("button", { name: "Reset to proposal" }).click();
  await expect(page.getByTestId("save-light")).not.toHaveAttribute("data-state", "local");
}

/** One sample, changed in two browsers that did not know of each other. */
async function takeConflict(browser: Browser, page: Page): Promise<void> {
  await openSample(page, disputed);
  await dress(page, largeLight);
  const elsewhere = await browser.newContext({ baseURL: studio.address });
  const other = await elsewhere.newPage();
  await other.goto(page.url());
  await changeDistance(other, "0.30");
  await expect(other.getByTestId("save-light")).toHaveAttribute("data-state", "saved");
  await elsewhere.close();
  await changeDistance(page, "0.60");
  await page.getByRole("dialog").waitFor();
  await take(page, "review-conflict-light-1440", largeLight);
  await take(page, "review-conflict-dark-1280", smallDark);
}

async function changeDistance(page: Page, meters: string): Promise<void> {
  await page.getByRole("textbox", { name: "Distance" }).fill(meters);
  await page.getByRole("button", { name: "Write anew" }).click();
}

async function openSample(page: Page, instruction: RegExp): Promise<void> {
  const sample = (await queued()).find((candidate) => instruction.test(candidate.instruction));
  if (!sample) throw new Error(`no sample of the demo waits whose instruction fits ${instruction}`);
  await page.goto(`/review/${sample.id}`);
  await page.locator('[data-ready="true"]').first().waitFor();
  await expect(page.getByRole("textbox", { name: "Instruction" })).toBeEnabled();
}

async function dress(page: Page, { theme, width }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.setViewportSize(sizes[width]);
  await page.waitForLoadState("networkidle");
  await settle(page);
}

async function take(page: Page, name: string, look: Look): Promise<void> {
  await dress(page, look);
  const picture = await stillPicture(page);
  const compressed = await pngOf(picture, false);
  // With 256 colours where all of them take too much room.
  const png = compressed.byteLength > bytesMax ? await pngOf(picture, true) : compressed;
  await writeFile(join(folder, `${name}.png`), png);
  console.log(`${name}.png: ${(png.byteLength / 1000).toFixed(0)} kB`);
}

function pngOf(picture: Buffer, palette: boolean): Promise<Buffer> {
  return sharp(picture)
    .png({ compressionLevel: 9, adaptiveFiltering: !palette, palette, effort: 10 })
    .toBuffer();
}

/** Points come in tile by tile; two equal pictures say that all are there. */
async function stillPicture(page: Page): Promise<Buffer> {
  let picture = await page.screenshot();
  await expect(async () => {
    const before = picture;
    picture = await page.screenshot();
    expect(picture.equals(before)).toBe(true);
  }).toPass({ timeout: 60_000, intervals: [700] });
  return picture;
}

async function isMade(): Promise<boolean> {
  const status = await gsiIn(studio.home, "status", "--json");
  const { run } = JSON.parse(status) as { run: { state: string } | null };
  return run?.state === "done";
}

async function queued(): Promise<{ id: string; instruction: string }[]> {
  const text = await gsiIn(
    studio.home,
    "sample",
    "list",
    "--state",
    "queued",
    "--limit",
    "500",
    "--json",
  );
  return (JSON.parse(text) as { items: { id: string; instruction: string }[] }).items;
}
