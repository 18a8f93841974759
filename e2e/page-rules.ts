import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { settle } from "./settle.ts";

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** The smallest window that the studio is made for, in which pages are opened, and a common larger one. */
const small = { width: 1280, height: 720 };
const large = { width: 1440, height: 900 };

/** What `expectGoodPart` says of the whole page, in both sizes. */
export async function expectGoodPage(page: Page, what: string): Promise<void> {
  await expectGoodPart(page, what, "html");
  await page.setViewportSize(large);
  await expectNothingCutOff(page, `${what}, ${large.width} pixels`, "html");
  await page.setViewportSize(small);
}

/**
 * The rules of WCAG 2.2 AA that a program can see, light and dark, and that nothing is wider than the window or
 * than the box that cuts it off. The page is left in the light.
 *
 * @param part a selector
 */
export async function expectGoodPart(page: Page, what: string, part: string): Promise<void> {
  await expectNothingCutOff(page, `${what}, ${small.width} pixels`, part);
  await expectNoViolations(page, `${what}, light`, part, (axe) => axe.withTags(wcag));
  const light = await background(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await settle(page);
  expect(await background(page), what).not.toBe(light);
  // Nothing but colours differs in the dark.
  await expectNoViolations(page, `${what}, dark`, part, (axe) => axe.withRules("color-contrast"));
  await page.emulateMedia({ colorScheme: "light" });
}

async function expectNothingCutOff(page: Page, what: string, part: string): Promise<void> {
  expect.soft(await page.evaluate(findCutOff, part), what).toEqual([]);
}

async function expectNoViolations(
  page: Page,
  what: string,
  part: string,
  narrowed: (axe: AxeBuilder) => AxeBuilder,
): Promise<void> {
  // Legacy: asked in the page itself. The other way opens an empty page for each answer, for frames that we lack.
  const axe = narrowed(new AxeBuilder({ page }).include(part).setLegacyMode());
  const { violations, passes } = await axe.analyze();
  // Soft: one run tells of all pages.
  expect
    .soft(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`),
      what,
    )
    .toEqual([]);
  expect(passes.length, what).toBeGreaterThan(0);
}

/**
 * Runs in the page: what is wider than the window and cannot be scrolled to, and text that ends at the edge of a box
 * without an ellipsis. Boxes that scroll by themselves are meant to.
 */
function findCutOff(part: string): string[] {
  const told = (element: Element, why: string) =>
    `${why}: ${element.tagName} "${element.textContent.slice(0, 40)}" ${element.className}`;
  const root = document.querySelector(part)!;
  const frames = [document.documentElement, document.body, document.querySelector("main")!]
    .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
    .map((element) => told(element, "scrolls sideways"));
  const cut = [...root.querySelectorAll<HTMLElement>("*")].filter((element) => {
    const { overflowX, textOverflow } = getComputedStyle(element);
    const hides = overflowX === "hidden" || overflowX === "clip";
    const isText = !element.closest(".sr-only") && !element.querySelector("canvas");
    if (!hides || !isText || textOverflow === "ellipsis") return false;
    return element.innerText !== "" && element.scrollWidth > element.clientWidth + 1;
  });
  return [...frames, ...cut.map((element) => told(element, "cuts off"))];
}

function background(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}
