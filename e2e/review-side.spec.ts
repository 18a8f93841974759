import type { Page } from "@playwright/test";
import { expect, test } from "@playwright/test";
import { listSamples } from "./gsi.ts";

const payload = `<img src=x onerror="document.title='hit'"><script>document.title='hit'</script>`;

test.beforeAll(async () => {
  // The demo scenes may still be on their way through the pipeline.
  test.setTimeout(300_000);
  await expect
    .poll(async () => (await listSamples("queued")).length, { timeout: 280_000 })
    .toBeGreaterThan(0);
});

test("commands by their words, keys of one's own, comments and guidelines, and no markup in any", async ({
  page,
}) => {
  const [sample] = await listSamples("queued");
  await page.goto(`/review/${sample!.id}`);
  await expect(page.getByTestId("review-workspace")).toHaveAttribute("data-sample-id", sample!.id);

  await choose(page, "guid bes", "Guidelines beside the work");
  const guidelines = page.getByRole("complementary", { name: "Guidelines" });
  await expect(guidelines.getByRole("heading", { name: "Reviewing spatial edits" })).toBeVisible();
  await page.keyboard.press("F1");
  await expect(guidelines).toBeHidden();

  await choose(page, "other keys", "Give commands other keys");
  const settings = page.getByRole("dialog", { name: "Change keys" });
  const boxes = settings.getByRole("button", { name: /^Change the key of: Boxes/ });
  await boxes.click();
  await page.keyboard.press("x");
  await settings.getByRole("button", { name: "Leave it" }).click();
  await boxes.click();
  await page.keyboard.press("j");
  await expect(boxes).toHaveAccessibleName(/now J$/);
  await page.keyboard.press("Escape");
  await page.reload();
  const overlay = page.getByRole("group", { name: "Photo overlay" });
  const shown = overlay.getByRole("button", { name: "Boxes" });
  await expect(shown).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("j");
  await expect(shown).toHaveAttribute("aria-pressed", "false");
  await page.keyboard.press("j");

  await page.keyboard.press("Shift+M");
  await page.getByTestId("pin-field").click({ position: { x: 60, y: 60 } });
  await expect(page.getByRole("textbox", { name: "Comment" })).toBeFocused();
  await page.keyboard.type(payload);
  await page.keyboard.press("Control+Enter");
  const comments = page.getByRole("complementary", { name: "Comments" });
  await expect(comments.getByText(payload)).toBeVisible();
  await expect(page.getByTestId("photo-pin")).toHaveCount(1);
  await page.goto(`/samples/${sample!.id}`);
  await expect(page.getByText(payload)).toBeVisible();
  await page.getByRole("button", { name: "Resolve comment 1" }).click();
  await expect(page.getByRole("button", { name: "Reopen comment 1" })).toBeVisible();
  await expect(page.getByTestId("photo-pin")).toHaveCount(0);

  await page.goto("/guidelines");
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("Markdown").fill(`# Ours\n\n${payload} [go](javascript:alert(1))`);
  await page.getByLabel("What changed").fill(payload);
  await page.getByRole("button", { name: /Save as version/ }).click();
  await expect(page.getByRole("heading", { name: "Ours" })).toBeVisible();
  await expect(page.getByRole("link", { name: "go" })).toHaveCount(0);
  await expect(page.getByText(payload).first()).toBeVisible();
  expect(await page.title()).not.toContain("hit");
});

test("arrows on a line between panes move the line and never the queue", async ({ page }) => {
  const [sample] = await listSamples("queued");
  await page.goto(`/review/${sample!.id}`);
  const workspace = page.getByTestId("review-workspace");
  await expect(workspace).toHaveAttribute("data-sample-id", sample!.id);
  for (const name of ["Width of the queue", "Height of the photo"]) {
    const line = page.getByRole("separator", { name });
    const before = Number(await line.getAttribute("aria-valuenow"));
    await line.focus();
    for (const key of ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"])
      await page.keyboard.press(key);
    await expect(line).toBeFocused();
    await expect(line).toHaveAttribute("aria-valuenow", String(before));
    await page.keyboard.press("End");
    await expect(line).not.toHaveAttribute("aria-valuenow", String(before));
    await page.keyboard.press("Enter");
  }
  await expect(workspace).toHaveAttribute("data-sample-id", sample!.id);
  // The same key means the queue again as soon as the line is left.
  await page.keyboard.press("Escape");
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press("ArrowRight");
  await expect(workspace).not.toHaveAttribute("data-sample-id", sample!.id);
});

/** Finds a command by some of its letters and does it. */
async function choose(page: Page, query: string, name: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.keyboard.type(query);
  await expect(page.getByRole("option").first()).toHaveText(new RegExp(name));
  await page.keyboard.press("Enter");
}
