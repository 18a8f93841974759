"use client";

import { useThree } from "@react-three/fiber";
import { useEffect, useEffectEvent, useRef } from "react";
import type { OrthographicCamera } from "three";
import { MOUSE } from "three";
import { OrbitControls } from "three/examples/jsm/controls/OrbitControls.js";
import type { Size } from "./photo-fit.ts";
import type { PlanPlace } from "./plan-view.ts";
import { useElementSize } from "./use-element-size.ts";
import { useViewer } from "./viewer-store.ts";

const farMeters = 60;

/** Sends a plan's camera to its place whenever `serial` changes; the mouse pans and the wheel zooms from there. */
export function PlanRig({
  camera,
  pane,
  place,
  serial,
}: {
  camera: OrthographicCamera;
  pane: HTMLElement;
  place: PlanPlace;
  serial: string;
}) {
  const invalidate = useThree((state) => state.invalidate);
  const size = useElementSize(pane);
  const controls = useRef<OrbitControls | null>(null);
  const handleHeld = useViewer((state) => state.handleHeld);

  const settle = useEffectEvent(() => {
    takePlace(camera, place);
    controls.current?.dispose();
    const made = new OrbitControls(camera, pane);
    made.target.fromArray(place.target);
    made.enableRotate = false;
    made.zoomToCursor = true;
    made.mouseButtons = { LEFT: MOUSE.PAN, MIDDLE: MOUSE.DOLLY, RIGHT: MOUSE.PAN };
    made.addEventListener("change", () => invalidate());
    made.update();
    controls.current = made;
    invalidate();
  });
  const fit = useEffectEvent(() => {
    if (!size) return;
    takeShape(camera, place, size);
    invalidate();
  });
  useEffect(() => {
    settle();
    fit();
  }, [serial]);
  useEffect(() => fit(), [size]);
  useEffect(() => {
    if (controls.current) controls.current.enabled = !handleHeld;
  }, [handleHeld]);
  useEffect(() => () => controls.current?.dispose(), []);
  return null;
}

function takePlace(camera: OrthographicCamera, place: PlanPlace): void {
  camera.up.fromArray(place.up);
  camera.position.fromArray(place.position);
  camera.near = 0;
  camera.far = farMeters;
  camera.zoom = 1;
}

function takeShape(camera: OrthographicCamera, { halfMeters }: PlanPlace, pane: Size): void {
  const metersPerPixel = (2 * halfMeters) / Math.max(1, Math.min(pane.width, pane.height));
  camera.right = (metersPerPixel * pane.width) / 2;
  camera.left = -camera.right;
  camera.top = (metersPerPixel * pane.height) / 2;
  camera.bottom = -camera.top;
  camera.updateProjectionMatrix();
}
