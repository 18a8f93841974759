"use client";

import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useRef } from "react";
import type { ScenePane } from "./scene-pane.ts";
import { isInElement } from "./scene-pane.ts";

/**
 * Draws the scene once for every pane, each into its part of the one canvas, and sends the pointer into the
 * pane that it is over; while a button is down, into the pane where it went down.
 */
export function PaneRenderer({ panes }: { panes: readonly ScenePane[] }) {
  const setEvents = useThree((state) => state.setEvents);
  const invalidate = useThree((state) => state.invalidate);
  const held = useRef<ScenePane | null>(null);
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

  useFrame(({ gl, scene }) => {
    const whole = gl.domElement.getBoundingClientRect();
    gl.setScissorTest(true);
    for (const { element, camera } of panes) {
      const { left, bottom, width, height } = element.getBoundingClientRect();
      const place = [left - whole.left, whole.bottom - bottom, width, height] as const;
      gl.setViewport(...place);
      gl.setScissor(...place);
      gl.render(scene, camera);
    }
    gl.setScissorTest(false);
    // With a priority of its own this takes the place of the usual drawing.
  }, 1);
  return null;
}
