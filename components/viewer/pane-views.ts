import type { Camera } from "three";

/** A pane as it is to be drawn. `place`: left, bottom, width and height in its canvas, CSS pixels. */
export type PaneView = {
  readonly camera: Camera;
  readonly place: readonly [number, number, number, number];
};

/** Remembers from where each pane of a canvas was drawn last, to tell which of them a camera's move concerns. */
export class PaneViews {
  #drawn = new Map<Camera, readonly number[]>();
  #canvas: readonly number[] = [];

  /**
   * The panes to draw in this frame: those that are looked into from elsewhere than when they were drawn
   * last, or all of them when that is none, since then something in the scene has changed. A canvas of
   * another size (device pixels) has lost what was drawn.
   */
  toDraw<View extends PaneView>(
    views: readonly View[],
    { width, height }: { readonly width: number; readonly height: number },
  ): readonly View[] {
    if (!same(this.#canvas, [width, height])) this.#drawn.clear();
    this.#canvas = [width, height];
    const moved = views.filter((view) => {
      const seen = seenFrom(view);
      const before = this.#drawn.get(view.camera);
      this.#drawn.set(view.camera, seen);
      return !before || !same(before, seen);
    });
    return moved.length > 0 ? moved : views;
  }
}

/** All that decides how an unchanged scene looks in a pane. */
function seenFrom({ camera, place }: PaneView): readonly number[] {
  camera.updateMatrixWorld();
  return [...place, ...camera.matrixWorld.elements, ...camera.projectionMatrix.elements];
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((number, i) => number === b[i]);
}
