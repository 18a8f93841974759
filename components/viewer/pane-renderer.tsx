"use client";

import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useRef } from "react";
import { PaneViews } from "./pane-views.ts";
import type { ScenePane } from "./scene-pane.ts";
import { isInElement } from "./scene-pane.ts";

/**
 * After a camera has stood still for so long, the panes that were left as they were are drawn too: milliseconds,
 * or so many times what lay between the last two frames. Where frames take long, a moving camera seems to rest
 * between two of them.
 */
const rest = { milliseconds: 120, frames: 2 };
/** Frames further apart belong to different movements. */
const movementMilliseconds = 1000;

/**
 * Draws the scene once for every pane, each into its part of the one canvas, and sends the pointer into the
 * pane that it is over; while a button is down, into the pane where it went down. While a camera moves, only
 * its own pane is drawn: the canvas keeps what the others show, and they follow when the camera rests.
 */
export function PaneRenderer({ panes }: { panes: readonly ScenePane[] }) {
  const setEvents = useThree((state) => state.setEvents);
  const invalidate = useThree((state) => state.invalidate);
  const held = useRef<ScenePane | null>(null);
  const views = useRef(new PaneViews());
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const drawnAt = useRef(-Infinity);
  useEffect(() => {
    setEvents({
      compute: (event, state) => {
        const under =
          panes.find(({ element }) => isInElement(element, event.clientX, event.clientY)) ??
          panes[0]!;
        if (event.buttons === 0 || event.type === "pointerdown" || !held.current)
          held.current = under;
        const { element, camera } = held.current;
        const { left, top, width, height } = element.getBoundingClientRect();
        state.pointer.set(
          ((event.clientX - left) / width) * 2 - 1,
          1 - ((event.clientY - top) / height) * 2,
        );
        camera.updateMatrixWorld();
        state.raycaster.layers.mask = camera.layers.mask;
        state.raycaster.setFromCamera(state.pointer, camera);
      },
    });
    invalidate();
  }, [panes, setEvents, invalidate]);
  useEffect(() => () => clearTimeout(resting.current), []);

  // With a priority of its own this takes the place of the usual drawing.
  useFrame(({ gl, scene }) => {
    const whole = gl.domElement.getBoundingClientRect();
    const placed = panes.map(({ element, camera }) => {
      const { left, bottom, width, height } = element.getBoundingClientRect();
      return { camera, place: [left - whole.left, whole.bottom - bottom, width, height] as const };
    });
    const drawn = views.current.toDraw(placed, gl.domElement);
    gl.setScissorTest(true);
    for (const { camera, place } of drawn) {
      gl.setViewport(...place);
      gl.setScissor(...place);
      gl.render(scene, camera);
    }
    gl.setScissorTest(false);
    clearTimeout(resting.current);
    const now = performance.now();
    const apart = now - drawnAt.current;
    drawnAt.current = now;
    if (drawn.length === placed.length) return;
    const slow = apart < movementMilliseconds ? rest.frames * apart : 0;
    resting.current = setTimeout(invalidate, Math.max(rest.milliseconds, slow));
  }, 1);
  return null;
}
