import type { Page } from "@playwright/test";
import { quantile } from "./timing.ts";

/** Drags around what lies at a place of the page, in so many moves of the pointer; milliseconds that the pictures drawn meanwhile took. */
export async function orbit(
  page: Page,
  x: number,
  y: number,
  steps: number,
): Promise<{ p50: number; p95: number }> {
  await page.evaluate(() => {
    // Drawing happens on demand: a frame counts when the pointer moved before it, until the next one comes.
    const gaps: number[] = [];
    Object.assign(globalThis, { frameGaps: gaps });
    let [last, moved, drew] = [0, false, false];
    addEventListener("pointermove", () => (moved = true), { capture: true });
    const note = (now: number) => {
      if (drew) gaps.push(now - last);
      [last, drew, moved] = [now, moved, false];
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= steps; step++) await page.mouse.move(x + 4 * step, y);
  const gaps = await page.evaluate(() =>
    (globalThis as unknown as { frameGaps: number[] }).frameGaps.slice(),
  );
  await page.mouse.up();
  return { p50: quantile(gaps, 0.5), p95: quantile(gaps, 0.95) };
}
