"use client";

import { useThree } from "@react-three/fiber";
import { useEffect, useEffectEvent, useRef } from "react";
import { OrbitControls } from "three/examples/jsm/controls/OrbitControls.js";
import type { PerspectiveCamera } from "three";
import type { CameraPlace } from "./camera-preset.ts";
import type { Size } from "./photo-fit.ts";
import { useViewer } from "./viewer-store.ts";

/**
 * Sends the camera to a place whenever `serial` changes, and lets the mouse orbit (left), pan (right) and
 * zoom (wheel) from there. While nobody has touched it, the place follows the shape of the pane.
 */
export function CameraRig({
  camera,
  pane,
  size,
  placeFor,
  serial,
}: {
  camera: PerspectiveCamera;
  pane: HTMLElement;
  size: Size;
  placeFor: (aspect: number) => CameraPlace;
  serial: string;
}) {
  const invalidate = useThree((state) => state.invalidate);
  const aspect = size.width / Math.max(1, size.height);
  const handleHeld = useViewer((state) => state.handleHeld);
  const controls = useRef<OrbitControls | null>(null);
  const touched = useRef(false);

  const settle = useEffectEvent(() => {
    const place = placeFor(aspect);
    takePlace(camera, place, aspect);
    controls.current?.dispose();
    // The controls take over the camera's up when they are made, so each place gets its own.
    const made = new OrbitControls(camera, pane);
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
    if (!touched.current) return settle();
    takeShape(camera, aspect);
    invalidate();
  }, [camera, aspect, invalidate]);
  useEffect(() => {
    if (controls.current) controls.current.enabled = !handleHeld;
  }, [handleHeld]);
  useEffect(() => () => controls.current?.dispose(), []);
  return null;
}

function takePlace(camera: PerspectiveCamera, place: CameraPlace, aspect: number): void {
  camera.up.fromArray(place.up);
  camera.position.fromArray(place.position);
  camera.fov = place.fovDegrees;
  camera.near = 0.03;
  camera.far = 200;
  takeShape(camera, aspect);
}

function takeShape(camera: PerspectiveCamera, aspect: number): void {
  camera.aspect = aspect;
  camera.updateProjectionMatrix();
}
