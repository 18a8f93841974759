import type { Page } from "@playwright/test";
import { quantile } from "./timing.ts";

/** A swing: so many steps to one side and as many back, so that all rounds see the same. */
const swingSteps = 12;
const stepPixels = 2;

/** In the page: how many points and pixels the large view of the latest frame has, and how long frames took. */
export type Drawn = {
  points: number;
  pixels: number;
  milliseconds: number[];
  pointCounts: number[];
};

/**
 * In the page: times every frame that draws points, from when its turn comes until its picture is there, told
 * by the calls to WebGL. Without reading a pixel back, drawing would go on after the frame.
 */
export function timeFrames(): void {
  const drawn: Drawn = { points: 0, pixels: 0, milliseconds: [], pointCounts: [] };
  Object.assign(globalThis, { drawn });
  const gl = WebGL2RenderingContext.prototype;
  let [area, largest, points] = [0, 0, 0];
  let canvas: WebGL2RenderingContext | null = null;
  const watch = (name: "viewport" | "drawArrays", note: (args: number[]) => void) => {
    const call = Reflect.get(gl, name) as (...args: number[]) => void;
    const apply = (_: unknown, context: WebGL2RenderingContext, args: number[]) => {
      canvas = context;
      note(args);
      Reflect.apply(call, context, args);
    };
    Reflect.set(gl, name, new Proxy(call, { apply }));
  };
  watch("viewport", ([, , width = 0, height = 0]) => {
    area = width * height;
  });
  watch("drawArrays", ([mode, , size = 0]) => {
    if (mode !== gl.POINTS || area < largest) return;
    if (area > largest) [largest, points] = [area, 0];
    points += size;
  });
  const ask = globalThis.requestAnimationFrame.bind(globalThis);
  globalThis.requestAnimationFrame = (callback) =>
    ask((now) => {
      [largest, points] = [0, 0];
      const start = performance.now();
      callback(now);
      if (points === 0) return;
      canvas?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
      [drawn.points, drawn.pixels] = [points, largest];
      drawn.milliseconds.push(performance.now() - start);
      drawn.pointCounts.push(points);
    });
}

/** Medians over the frames of a swing, and the pixels of the large view. */
export type Swing = { milliseconds: number; points: number; pixels: number };

/** What {@link timeFrames} has noted in a page. */
export function drawnIn(page: Page): Promise<Drawn> {
  return page.evaluate(() => (globalThis as unknown as { drawn: Drawn }).drawn);
}

/** Drags the view that lies at a place of the page around and back; the medians of the frames drawn meanwhile. */
export async function swing(page: Page, x: number, y: number): Promise<Swing> {
  await page.bringToFront();
  await page.mouse.move(x, y);
  await page.evaluate(() => {
    const { drawn } = globalThis as unknown as { drawn: Drawn };
    [drawn.milliseconds, drawn.pointCounts] = [[], []];
  });
  await page.mouse.down();
  for (let step = 1; step <= 2 * swingSteps; step++) {
    await page.mouse.move(x + stepPixels * Math.min(step, 2 * swingSteps - step), y);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await page.mouse.up();
  const { milliseconds, pointCounts, pixels } = await drawnIn(page);
  return {
    milliseconds: quantile(milliseconds, 0.5),
    points: quantile(pointCounts, 0.5),
    pixels,
  };
}
