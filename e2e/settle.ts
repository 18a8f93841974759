import type { Page } from "@playwright/test";

/**
 * Waits until the page has worked out all that follows from the last key: React's deferred renders too. A browser
 * that draws by processor now and then leaves out the frame that was asked for until something else changes, so a
 * frame is waited for no longer than half a second.
 */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        const whenIdle = () => requestIdleCallback(() => done(), { timeout: 500 });
        requestAnimationFrame(whenIdle);
        setTimeout(whenIdle, 500);
      }),
  );
}
