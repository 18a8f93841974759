import { OrthographicCamera, PerspectiveCamera } from "three";
import { expect, test } from "vitest";
import { PaneViews } from "./pane-views.ts";

const canvas = { width: 600, height: 300 };

function threePanes() {
  const large = { camera: new PerspectiveCamera(), place: [0, 0, 400, 300] as const };
  const top = { camera: new OrthographicCamera(), place: [400, 150, 200, 150] as const };
  const side = { camera: new OrthographicCamera(), place: [400, 0, 200, 150] as const };
  return [large, top, side] as const;
}

test("at first every pane is drawn, and again whenever no camera has moved", () => {
  const [panes, views] = [threePanes(), new PaneViews()];
  expect(views.toDraw(panes, canvas)).toEqual(panes);
  expect(views.toDraw(panes, canvas)).toEqual(panes);
});

test("while one camera moves or zooms, its pane alone is drawn, and all once it rests", () => {
  const [panes, views] = [threePanes(), new PaneViews()];
  const [large, , side] = panes;
  views.toDraw(panes, canvas);
  for (const x of [1, 2, 3]) {
    large.camera.position.x = x;
    expect(views.toDraw(panes, canvas)).toEqual([large]);
  }
  expect(views.toDraw(panes, canvas)).toEqual(panes);
  side.camera.zoom = 2;
  side.camera.updateProjectionMatrix();
  expect(views.toDraw(panes, canvas)).toEqual([side]);
  expect(views.toDraw(panes, canvas)).toEqual(panes);
});

test("a pane in another place is drawn, and a canvas of another size loses all", () => {
  const [[large, top, side], views] = [threePanes(), new PaneViews()];
  views.toDraw([large, top, side], canvas);
  const wider = { ...top, place: [350, 150, 250, 150] as const };
  expect(views.toDraw([large, wider, side], canvas)).toEqual([wider]);
  large.camera.position.x = 1;
  const all = [large, wider, side];
  expect(views.toDraw(all, { ...canvas, width: 601 })).toEqual(all);
});
