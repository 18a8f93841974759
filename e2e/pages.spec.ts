import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import { expect, test } from "@playwright/test";
import { startAccountsWeb } from "./accounts-web.ts";
import { gsi, gsiWithInput, listSamples } from "./gsi.ts";
import { expectGoodPage, expectGoodPart } from "./page-rules.ts";
import { listRoutes, routeOf } from "./routes.ts";

// Every page, looked at by a program. What a page is for is tested elsewhere.
test.describe.configure({ mode: "serial", timeout: 240_000 });

const quiet = { colorScheme: "light", reducedMotion: "reduce" } as const;
const routes = listRoutes();
const seen = new Set<string>();
let folder: string;
let context: BrowserContext;
let page: Page;
let sampleId = "";
let othersSampleId = "";

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  folder = await mkdtemp(join(tmpdir(), "gsi-e2e-pages-"));
  context = await browser.newContext(quiet);
  page = await context.newPage();
  // The demo scenes may still be on their way through the pipeline.
  await page.goto("/");
  await expect(page.getByText("Done", { exact: true })).toBeVisible({ timeout: 280_000 });
  await expect(page.getByLabel("Gate of the next run")).toBeVisible();
  // One for each reviewer: who opens a sample has it for a while, and the next ones of the queue too.
  const queued = await listSamples("queued");
  [sampleId, othersSampleId] = [queued[0]!.id, queued.at(-1)!.id];
});

test.afterAll(async () => {
  await context?.close();
  await rm(folder, { recursive: true, force: true });
});

test("pages of scenes and samples", async () => {
  const frameId = sampleId.slice(0, sampleId.lastIndexOf("_"));
  const scene = `/scenes/${sampleId.split("_")[0]}`;
  for (const path of [
    "/",
    "/account",
    "/audit",
    "/gate",
    "/guidelines",
    "/review",
    "/samples",
    `/samples/${sampleId}`,
    scene,
    `${scene}/selection`,
    `${scene}/frames/${frameId}`,
  ])
    await expectGood(path);
});

test("pages of releases: frozen, brought in, compared, in the making", async () => {
  const exported = join(folder, "fine_dataset_export");
  // Another one in each run: a studio may be looked at more than once.
  const name = `pages-${process.pid}`;
  const spec = join(folder, "spec.json");
  // Pages of a few samples have all that pages of many have, and are looked at in a tenth of the time.
  await writeFile(
    spec,
    JSON.stringify({
      query: { source: "gated" },
      quotas: { total: 12 },
      preflight: { isRequired: false },
    }),
  );
  const draft = JSON.parse(await gsi("release", "draft", "create", name, spec, "--json")) as {
    id: string;
  };
  await gsi("release", "freeze", name, "--draft", draft.id);
  await gsi("release", "export", name, "--with-media", "--out", exported);
  await gsi("release", "import", exported, "--name", `${name}-imported`);
  for (const path of [
    "/releases",
    `/releases/${name}`,
    `/releases/${name}-imported`,
    `/releases/compare?a=${name}&b=${name}-imported`,
    `/releases/drafts/${draft.id}`,
    `/releases/drafts/${draft.id}/preflight`,
  ])
    await expectGood(path);
});

test("the review and its dialogs", async ({ browser }) => {
  await expectGood(`/review/${sampleId}`);
  // Points that a processor draws would take most of the time.
  await page.keyboard.press("p");
  for (const [keys, name] of [
    ["x", "Why is it rejected?"],
    ["s", "Why skip it?"],
    ["Control+k", "Find a command or a sample"],
    ["?", "Keys"],
  ] as const) {
    await page.keyboard.press(keys);
    await expectGoodDialog(page, name);
    if (keys === "?") break;
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  }
  await page.getByRole("button", { name: "Change keys" }).click();
  await expectGoodDialog(page, "Change keys");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  for (const [key, name] of [
    ["F1", "Guidelines"],
    ["y", "History"],
    ["m", "Comments"],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole("complementary", { name })).toBeVisible();
    await expectGoodPart(page, `${name} beside the review`, `aside[aria-label="${name}"]`);
  }

  const elsewhere = await browser.newContext(quiet);
  const other = await elsewhere.newPage();
  await other.goto(page.url());
  for (const [writer, words] of [
    [other, "Here are the words of the other browser."],
    [page, "Here are the words of this browser."],
  ] as const) {
    await writer.getByRole("textbox", { name: "Instruction" }).fill(words);
    if (writer === other)
      await expect(other.getByTestId("save-light")).toHaveAttribute("data-state", "saved");
  }
  await elsewhere.close();
  await expectGoodDialog(page, /You changed this sample on another page too/);
  await page.getByRole("button", { name: "Take theirs" }).click();
  await page.getByRole("button", { name: "Undo change" }).click();
  await expect(page.getByTestId("save-light")).toHaveAttribute("data-state", "saved", {
    timeout: 60_000,
  });
});

test("pages of people: to set up, to sign in, members, invitations", async ({ browser }) => {
  const web = await startAccountsWeb();
  const people = await browser.newContext({ ...quiet, baseURL: web.address });
  const person = await people.newPage();
  const [email, password] = ["ada@example.org", "correct horse battery"];
  try {
    await expectGood("/set-up?code=unknown", person);
    await gsiWithInput(password, "account", "create-owner", email, "--name", "Ada");
    await expectGood("/sign-in", person);
    await person.getByLabel("Email").fill(email);
    await person.getByLabel("Password").fill(password);
    await person.getByRole("button", { name: "Sign in" }).click();
    await expect(person).toHaveURL(`${web.address}/`);
    await person.goto("/members");
    await person.getByRole("button", { name: "Make a link" }).click();
    const link = person.getByText(/\/invite\//);
    await expect(link).toBeVisible();
    await expectGoodPart(person, "/members with a link", "main");
    const { pathname } = new URL((await link.textContent())!.trim());
    await expectGood("/members", person);
    await expectGood(pathname, person);
    await expectGood(`/review/${othersSampleId}`, person);
    await people.clearCookies();
    await person.getByRole("textbox", { name: "Instruction" }).fill("Said after the session.");
    await expectGoodDialog(person, "Your session is over");
  } finally {
    await people.close();
    await web.close();
  }
});

test("no page is left out", () => {
  expect(routes.length).toBeGreaterThan(15);
  expect(routes.filter((route) => !seen.has(route))).toEqual([]);
});

/** Opens a page and looks at it; neither may it tell the address or the key of the gate's model server. */
async function expectGood(path: string, on = page): Promise<void> {
  const response = (await on.goto(path))!;
  expect(response.ok(), path).toBe(true);
  expect(await response.text(), path).not.toMatch(/sk-e2e-never-shown|e2e-gate/);
  await expect(on.getByRole("heading").first()).toBeVisible();
  const { pathname } = new URL(on.url());
  expect(pathname).toBe(path.split("?")[0]);
  await expectGoodPage(on, path);
  seen.add(routeOf(pathname, routes) ?? pathname);
}

async function expectGoodDialog(on: Page, name: string | RegExp): Promise<void> {
  await expect(on.getByRole("dialog", { name })).toBeVisible();
  await expectGoodPart(on, `the dialog ${name}`, "[data-modal]");
}
