import type { Page } from "@playwright/test";

/** Waits until the page has worked out all that follows from the last key: React's deferred renders too. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done))),
  );
}
