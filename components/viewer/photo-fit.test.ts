import fc from "fast-check";
import { expect, test } from "vitest";
import { fitPhoto, panPhoto, zoomPhoto } from "./photo-fit.ts";

const side = fc.integer({ min: 50, max: 4000 });
const size = fc.record({ width: side, height: side });
const place = fc.record({ x: fc.integer({ min: 0, max: 50 }), y: fc.integer({ min: 0, max: 50 }) });

test("the fitted image touches two sides of its pane and leaves none", () => {
  fc.assert(
    fc.property(size, size, (image, pane) => {
      const view = fitPhoto(image, pane);
      const right = view.left + image.width * view.scale;
      const bottom = view.top + image.height * view.scale;
      expect(view.left).toBeGreaterThanOrEqual(-1e-6);
      expect(view.top).toBeGreaterThanOrEqual(-1e-6);
      expect(Math.min(pane.width - right, pane.height - bottom)).toBeGreaterThanOrEqual(-1e-6);
      expect(Math.min(view.left, view.top)).toBeCloseTo(0, 6);
    }),
  );
});

test("zooming keeps the image point under the pointer while the image covers the pane", () => {
  const image = { width: 1000, height: 1000 };
  const pane = { width: 500, height: 500 };
  fc.assert(
    fc.property(place, fc.double({ min: 1.05, max: 3, noNaN: true }), (at, factor) => {
      const start = zoomPhoto(fitPhoto(image, pane), 3, { x: 250, y: 250 }, image, pane);
      const end = zoomPhoto(start, factor, at, image, pane);
      expect((at.x - end.left) / end.scale).toBeCloseTo((at.x - start.left) / start.scale, 6);
      expect((at.y - end.top) / end.scale).toBeCloseTo((at.y - start.top) / start.scale, 6);
    }),
  );
});

test("zooming out ends at the fitted view, however often", () => {
  fc.assert(
    fc.property(size, size, place, (image, pane, at) => {
      const near = zoomPhoto(fitPhoto(image, pane), 4, at, image, pane);
      expect(zoomPhoto(near, 0.01, at, image, pane)).toEqual(fitPhoto(image, pane));
    }),
  );
});

test("the image cannot be dragged out of its pane", () => {
  fc.assert(
    fc.property(size, size, fc.integer({ min: -9000, max: 9000 }), (image, pane, far) => {
      const near = zoomPhoto(fitPhoto(image, pane), 3, { x: 0, y: 0 }, image, pane);
      const view = panPhoto(near, { x: far, y: -far }, image, pane);
      expect(view.left).toBeLessThanOrEqual(
        Math.max(0, (pane.width - image.width * view.scale) / 2) + 1e-6,
      );
      expect(view.left + image.width * view.scale).toBeGreaterThanOrEqual(
        Math.min(pane.width, (pane.width + image.width * view.scale) / 2) - 1e-6,
      );
    }),
  );
});
