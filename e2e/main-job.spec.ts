import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "@playwright/test";
import sharp from "sharp";
import { readStoredZip } from "#server/test/read-stored-zip.ts";
import { gsi, listSamples, showSample } from "./gsi.ts";

test.describe.configure({ mode: "serial" });

let page: Page;

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
});
test.afterAll(() => page.close());

test("the demo scenes come in by themselves and the pipeline works through them", async () => {
  test.setTimeout(300_000);
  await page.goto("/");
  await expect(page.getByText("Done", { exact: true })).toBeVisible({ timeout: 280_000 });
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  expect((await listSamples("queued")).length).toBeGreaterThan(20);
});

test("scenes show their room, their photos and why some were not kept", async () => {
  await page.goto("/");
  const links = page.getByRole("article").getByRole("link");
  const scenes = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")!));
  expect(scenes.length).toBeGreaterThanOrEqual(2);
  let rejections = 0;
  for (const scene of scenes) {
    await page.goto(scene);
    await expect(page.getByRole("heading", { name: /Photos kept/ })).toBeVisible();
    rejections += await page.getByText(/sharpness 0\.\d+ is under 0\.60/).count();
  }
  expect(rejections).toBeGreaterThan(0);
  await page.goto("/");
  await links.first().click();
  await expect(page).toHaveURL(/\/scenes\//);
  await expectRoomDrawn();
});

test("a photo can be looked at by another backend, and what both made of it compared", async () => {
  await gsi("model", "add", "--contract");
  await page.goto("/");
  await page.getByRole("article").getByRole("link").first().click();
  await page
    .getByRole("link", { name: /Photo \d+/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/frames\//);
  const boxesOf = page.getByRole("tablist", { name: "Boxes of" });
  const annotated = page.getByRole("table").getByRole("row");
  const objects = (await annotated.count()) - 1;
  expect(objects).toBeGreaterThan(2);
  await expect(boxesOf.getByRole("tab")).toHaveCount(1);
  await page.getByRole("button", { name: "Reconstruct" }).click();
  await expect(boxesOf.getByRole("tab")).toHaveCount(2, { timeout: 60_000 });
  await expect(page.getByText("contract model, not for release").first()).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "IoU" }).first()).toBeVisible();
  const photo = page.getByRole("img", { name: /^Photo \d+ of/ }).locator("..");
  const marks = photo.locator("svg :is(path, rect, circle)");
  const all = await marks.count();
  await page.getByRole("checkbox", { name: "Annotated boxes" }).uncheck();
  await expect.poll(() => marks.count()).toBeLessThan(all);
  const own = await marks.count();
  await page.getByRole("checkbox", { name: "2D prompts" }).check();
  await expect.poll(() => marks.count()).toBeGreaterThan(own);
  await boxesOf.getByRole("tab").filter({ hasText: "Annotation" }).click();
  await expect(annotated).toHaveCount(objects + 1);
  await expect(page.getByRole("checkbox", { name: "2D prompts" })).toBeHidden();
});

test("the next sample opens, photo and room, and Enter accepts it", async () => {
  await page.goto("/review");
  await page.getByRole("button", { name: "Start reviewing" }).click();
  const id = await openedSample();
  await expectRoomDrawn();
  await accept();
  await expect.poll(async () => (await showSample(id)).state).toBe("accepted");
  expect(await openedSample(id)).not.toBe(id);
});

test("the words can be rewritten, and what the machine wrote is kept", async () => {
  const id = await openedSample();
  const words = page.getByRole("textbox", { name: "Instruction" });
  const proposed = await words.inputValue();
  const rewritten = `Please ${proposed[0]!.toLowerCase()}${proposed.slice(1)}`;
  await page.keyboard.press("e");
  await words.fill(rewritten);
  await expect(page.getByText("The words say what the boxes do.")).toBeVisible();
  await words.press("Enter");
  await expect(acceptButton("Fix + accept")).toBeEnabled();
  await accept();
  await openedSample(id);
  const sample = await showSample(id);
  expect(sample.state).toBe("accepted");
  expect(sample.current.edit.instruction).toBe(rewritten);
  expect(sample.revisions[0]!.edit.instruction).toBe(proposed);
});

test("words that contradict the boxes are named and block accepting", async () => {
  const words = page.getByRole("textbox", { name: "Instruction" });
  const proposed = await words.inputValue();
  await words.fill("Rotate the sun by 400 degrees.");
  await expect(page.getByText("The words say what the boxes do.")).toBeHidden();
  await expect(acceptButton()).toBeDisabled();
  await words.fill(proposed);
  await words.press("Escape");
});

test("X and a digit reject with a reason, U takes it back", async () => {
  const id = await openedSample();
  await page.keyboard.press("x");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("6");
  await page.keyboard.press("Enter");
  await openedSample(id);
  expect(await showSample(id)).toMatchObject({
    state: "rejected",
    verdicts: [{ kind: "reject", reason: "wrong-box" }],
  });
  await page.keyboard.press("u");
  await expect(page).toHaveURL(new RegExp(id));
  await expect.poll(async () => (await showSample(id)).state).toBe("queued");
  await page.keyboard.press("x");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("6");
  await page.keyboard.press("Enter");
  await openedSample(id);
});

test("a box is fixed by numbers: checks and operation follow, and the fix is stored", async () => {
  const id = await openFixableMove();
  const before = (await showSample(id)).current.edit.targetBox!.center;
  await accept();
  await openedSample(id);
  const after = await showSample(id);
  expect(after.state).toBe("accepted");
  expect(after.current).toMatchObject({ number: 2, by: "Local reviewer" });
  expect(after.current.edit.targetBox!.center[0]).not.toBeCloseTo(before[0]!, 3);
});

test("a box is dragged in the photo: checks and operation follow while it moves", async () => {
  const moves = await listSamples("queued", "move");
  // Across the picture: a drag to the side then changes the distance, not only the direction.
  const move = moves.find(({ instruction }) => /\bthe (?:left|right)\b/.test(instruction));
  await page.goto(`/review/${move!.id}`);
  await openedSample();
  const distance = page.getByRole("textbox", { name: "Distance" });
  const [checks, meters] = [await checkTexts(), await distance.inputValue()];
  const { x, y, width, height } = (await page.getByTestId("photo-grip").boundingBox())!;
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  await page.mouse.move(middleX, middleY);
  await page.mouse.down();
  await page.mouse.move(middleX + 25, middleY, { steps: 5 });
  // The button is still held: what is seen now follows the drag, not its end.
  await expect.poll(checkTexts).not.toEqual(checks);
  await expect(distance).not.toHaveValue(meters);
  await page.mouse.up();
  await page.keyboard.press("Control+z");
  await expect(distance).toHaveValue(meters);
  await expect.poll(checkTexts).toEqual(checks);
});

test("a release is frozen, downloaded, exported and verified", async () => {
  await page.goto("/releases");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("v1");
  await page.getByRole("button", { name: /freeze/i }).click();
  await expect(page).toHaveURL(/\/releases\/v1$/, { timeout: 30_000 });
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: /^Download (zip|without photos)$/ }).click();
  const folder = await mkdtemp(join(tmpdir(), "gsi-e2e-release-"));
  try {
    const path = join(folder, "v1.zip");
    await (await download).saveAs(path);
    for (const [name, content] of readStoredZip(await readFile(path))) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    const downloaded = join(folder, "gsi-bench-v1");
    const exported = join(folder, "exported");
    await gsi("release", "export", "v1", "--format", "gsi-bench", "--out", exported);
    for (const copy of [downloaded, exported]) {
      const verdict = JSON.parse(await gsi("release", "verify", copy, "--json")) as { ok: boolean };
      expect(verdict.ok).toBe(true);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** The id of the sample on the screen, once it is not `previous` any more. */
async function openedSample(previous?: string): Promise<string> {
  await page.waitForURL(
    (url) => /\/review\/.+/.test(url.pathname) && !url.pathname.endsWith(`/${previous}`),
  );
  await expect(page.getByRole("textbox", { name: "Instruction" })).toBeEnabled();
  // It may be on the screen before the verdict on the one before it is through.
  await expect(page.getByTestId("save-light")).toHaveAttribute("data-state", "saved");
  return decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1)!);
}

/** What the checks say about the edit on the screen. */
function checkTexts(): Promise<string[]> {
  return page.getByRole("region", { name: "Checks" }).getByRole("listitem").allInnerTexts();
}

/** The button of the verdict bar, by the name it shows now where that matters. */
function acceptButton(name: RegExp | string = /accept/i): Locator {
  return page.getByLabel("Verdict").getByRole("button", { name });
}

/** Presses Enter; where a soft finding asks for a reason, gives one. */
async function accept(): Promise<void> {
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  if (await dialog.isVisible({ timeout: 500 }).catch(() => false)) {
    await dialog.getByRole("textbox").fill("Looked at closely: it is fine");
    await page.keyboard.press("Enter");
  }
}

/** The 3D view has drawn with WebGL 2, and what it drew is not one flat colour. */
async function expectRoomDrawn(): Promise<void> {
  const view = page.locator('[data-ready="true"]');
  await expect(view).toBeVisible();
  const canvas = view.locator("canvas");
  expect(
    await canvas.evaluate((node: HTMLCanvasElement) => node.getContext("webgl2") !== null),
  ).toBe(true);
  await expect
    .poll(async () => {
      const { channels } = await sharp(await canvas.screenshot()).stats();
      return Math.max(...channels.map((channel) => channel.stdev));
    })
    .toBeGreaterThan(5);
}

/** Opens moves one after another until one can be shifted a little and still passes every check. */
async function openFixableMove(): Promise<string> {
  for (const { id } of await listSamples("queued", "move")) {
    await page.goto(`/review/${id}`);
    await openedSample();
    const x = page.getByRole("textbox", { name: /Target x/ });
    for (const shift of [0.06, -0.06]) {
      const start = Number(await x.inputValue());
      await x.fill((start + shift).toFixed(3));
      await x.press("Tab");
      const reword = page.getByRole("button", { name: "Write anew" });
      if (await reword.isEnabled()) await reword.click();
      if (await acceptButton("Fix + accept").isEnabled()) {
        await page.locator("body").click({ position: { x: 5, y: 60 } });
        return id;
      }
      await page.getByRole("button", { name: "Reset to proposal" }).click();
    }
  }
  throw new Error("no move of the demo scenes can be shifted by 6 cm");
}
