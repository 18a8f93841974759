import type { BrowserContext, Page } from "@playwright/test";
import { expect, test } from "@playwright/test";

test.describe.configure({ mode: "serial" });

let context: BrowserContext;
let page: Page;

test.beforeAll(async ({ browser }) => {
  context = await browser.newContext();
  page = await context.newPage();
  // The demo scenes may still be on their way through the pipeline.
  test.setTimeout(300_000);
  await expect(async () => {
    await page.goto("/review");
    await page.getByRole("button", { name: /reviewing/ }).click({ timeout: 2000 });
    await expect(page).toHaveURL(/\/review\/.+/);
  }).toPass({ timeout: 280_000 });
});
test.afterAll(() => context.close());

test("what was changed survives a reload, and is there in another browser, steps and all", async ({
  browser,
}) => {
  const words = page.getByRole("textbox", { name: "Instruction" });
  const proposed = await words.inputValue();
  const changed = `Please ${proposed}`;
  await words.fill(changed);
  await expect(page.getByTestId("save-light")).toHaveAttribute("data-state", "saved");
  await page.reload();
  await expect(words).toHaveValue(changed);
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(page.url());
  const otherWords = other.getByRole("textbox", { name: "Instruction" });
  await expect(otherWords).toHaveValue(changed);
  await other.getByRole("button", { name: "Undo change" }).click();
  await expect(otherWords).toHaveValue(proposed);
  await expect(other.getByTestId("save-light")).toHaveAttribute("data-state", "saved");
  await elsewhere.close();
});

test("two browsers that change one sample are asked which is to stand", async ({ browser }) => {
  const words = page.getByRole("textbox", { name: "Instruction" });
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(page.url());
  const otherWords = other.getByRole("textbox", { name: "Instruction" });
  await expect(otherWords).not.toHaveValue("");
  await otherWords.fill("Here are the words of the other browser.");
  await expect(other.getByTestId("save-light")).toHaveAttribute("data-state", "saved");
  await words.fill("Here are the words of this browser.");
  const question = page.getByRole("dialog");
  await expect(question).toContainText("You changed this sample on another page too");
  await expect(question).toContainText("Here are the words of the other browser.");
  await question.getByRole("button", { name: "Take mine" }).click();
  await expect(words).toHaveValue("Here are the words of this browser.");
  await expect(page.getByTestId("save-light")).toHaveAttribute("data-state", "saved");
  await page.getByRole("button", { name: "Undo change" }).click();
  await expect(words).toHaveValue("Here are the words of the other browser.");
  await elsewhere.close();
});

test("of two pages of one browser one changes a sample, until the other takes over", async () => {
  const words = page.getByRole("textbox", { name: "Instruction" });
  const second = await context.newPage();
  await second.goto(page.url());
  await expect(second.getByText("Another page of this browser")).toBeVisible();
  await words.fill("Said on the first page.");
  await second.getByRole("button", { name: "Edit here" }).click();
  const secondWords = second.getByRole("textbox", { name: "Instruction" });
  await expect(secondWords).toHaveValue("Said on the first page.");
  await expect(page.getByText("Another page of this browser")).toBeVisible();
  await secondWords.fill("Said on the second page.");
  await expect(second.getByTestId("save-light")).toHaveAttribute("data-state", "saved");
  await second.close();
  await expect(words).toHaveValue("Said on the second page.");
  await expect(page.getByText("Another page of this browser")).toBeHidden();
});

test("a verdict that does not get through brings its sample back as it was left", async () => {
  const workspace = page.getByTestId("review-workspace");
  const words = page.getByRole("textbox", { name: "Instruction" });
  const light = page.getByTestId("save-light");
  const id = (await workspace.getAttribute("data-sample-id"))!;
  const isVerdict = (body: string | null) => body?.includes('"kind":"reject"') ?? false;
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route("**/review/**", async (route) => {
    if (!isVerdict(route.request().postData())) return route.fallback();
    await held;
    return route.abort();
  });
  await words.fill("Said before the line broke.");
  await expect(light).toHaveAttribute("data-state", "saved");
  // The sample after it is fetched ahead by now.
  await page.waitForLoadState("networkidle");
  await words.press("Escape");
  await page.keyboard.press("x");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("6");
  await page.keyboard.press("Enter");
  await expect(workspace).not.toHaveAttribute("data-sample-id", id);
  await expect(light).toHaveAttribute("data-state", "saving");
  letGo();
  await expect(workspace).toHaveAttribute("data-sample-id", id);
  await expect(words).toHaveValue("Said before the line broke.");
  await page.unrouteAll();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(workspace).not.toHaveAttribute("data-sample-id", id);
  await expect(light).toHaveAttribute("data-state", "saved");
  await page.keyboard.press("u");
  await expect(workspace).toHaveAttribute("data-sample-id", id);
  await expect(words).toHaveValue("Said before the line broke.");
});
