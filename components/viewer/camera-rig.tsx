"use client";

import { useThree } from "@react-three/fiber";
import { useEffect, useEffectEvent, useRef } from "react";
import { OrbitControls } from "three/examples/jsm/controls/OrbitControls.js";
import type { PerspectiveCamera } from "three";
import type { CameraPlace } from "./camera-preset.ts";

/**
 * Sends the camera to a place whenever `serial` changes, and lets the mouse orbit (left), pan (right) and
 * zoom (wheel) from there. While nobody has touched it, the place follows the shape of the pane.
 */
export function CameraRig({
  placeFor,
  serial,
}: {
  placeFor: (aspect: number) => CameraPlace;
  serial: string;
}) {
  const view = useThree((state) => state.get);
  const aspect = useThree((state) => state.size.width / Math.max(1, state.size.height));
  const controls = useRef<OrbitControls | null>(null);
  const touched = useRef(false);

  const settle = useEffectEvent(() => {
    const { gl, invalidate } = view();
    const camera = view().camera as PerspectiveCamera;
    const place = placeFor(aspect);
    camera.up.fromArray(place.up);
    camera.position.fromArray(place.position);
    camera.fov = place.fovDegrees;
    camera.near = 0.03;
    camera.far = 200;
    camera.updateProjectionMatrix();
    controls.current?.dispose();
    // The controls take over the camera's up when they are made, so each place gets its own.
    const made = new OrbitControls(camera, gl.domElement);
    made.target.fromArray(place.target);
    made.zoomToCursor = true;
    made.addEventListener("change", () => invalidate());
    made.addEventListener("start", () => {
      touched.current = true;
    });
    made.update();
    controls.current = made;
    invalidate();
  });

  useEffect(() => {
    touched.current = false;
    settle();
  }, [serial]);
  useEffect(() => {
    if (!touched.current) settle();
  }, [aspect]);
  useEffect(() => () => controls.current?.dispose(), []);
  return null;
}
