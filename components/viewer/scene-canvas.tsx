"use client";

import { Canvas, useFrame } from "@react-three/fiber";
import type { ReactNode } from "react";
import { useCallback, useRef, useState } from "react";
import { classNames } from "#components/ui/class-names.ts";
import type { CameraPlace } from "./camera-preset.ts";
import { CameraRig } from "./camera-rig.tsx";
import { lowGraphics, webglAvailable } from "./graphics.ts";
import type { SceneLabel } from "./scene-labels.tsx";
import { SceneLabelList, SceneLabelPlacer } from "./scene-labels.tsx";
import { ScenePoints } from "./scene-points.tsx";

/**
 * A pane with a 3D view of the scan's world (z up, metres). Draws only when something changed. Colours are
 * taken as they are written: nothing is lit, so nothing is converted. `data-ready` turns true with the
 * first picture, `data-points` tells whether the scene points have come.
 */
export function SceneCanvas({
  name,
  pointsHash,
  placeFor,
  placeSerial,
  labels = [],
  children,
  controls,
  className,
}: {
  /** Accessible name: what is to be seen. */
  name: string;
  pointsHash: string | null;
  placeFor: (aspect: number) => CameraPlace;
  /** The camera goes back to its place when this changes. */
  placeSerial: string;
  labels?: readonly SceneLabel[];
  children: ReactNode;
  /** Controls laid over the pane. */
  controls?: ReactNode;
  className?: string;
}) {
  const list = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState(false);
  const [points, setPoints] = useState<"none" | "loading" | "shown" | "failed">("none");
  const onFirstFrame = useCallback(() => setReady(true), []);
  const [able] = useState(webglAvailable);
  const [low] = useState(lowGraphics);
  if (!able) {
    return (
      <div className={classNames("flex items-center justify-center bg-sunken p-6", className)}>
        <p className="max-w-72 text-center text-soft">
          This browser offers no WebGL 2, so there is no 3D view. Everything else works without it.
        </p>
      </div>
    );
  }
  return (
    <section
      aria-label={name}
      data-ready={ready}
      data-points={points}
      data-testid="scene-canvas"
      className={classNames("relative overflow-hidden bg-depth", className)}
    >
      <Canvas
        frameloop="demand"
        flat
        linear
        legacy
        dpr={low ? 1 : [1, 2]}
        gl={{ antialias: !low, alpha: true, preserveDrawingBuffer: low }}
        camera={{ fov: 45, near: 0.03, far: 200, up: [0, 0, 1], position: [0, -6, 4] }}
      >
        <CameraRig placeFor={placeFor} serial={placeSerial} />
        {pointsHash && <ScenePoints hash={pointsHash} onState={setPoints} />}
        {children}
        <SceneLabelPlacer list={list} labels={labels} />
        <FirstFrame onDrawn={onFirstFrame} />
      </Canvas>
      <SceneLabelList ref={list} labels={labels} />
      {points === "failed" && (
        <p
          role="alert"
          className="absolute inset-x-3 top-10 rounded-md bg-bad-wash px-3 py-1.5 text-xs text-bad"
        >
          The scene points could not be loaded; the boxes are still right. If this stays, import the
          scan again.
        </p>
      )}
      {controls}
    </section>
  );
}

/** Tells when the first picture has been drawn: the frame after the first is asked for. */
function FirstFrame({ onDrawn }: { onDrawn: () => void }) {
  const drawn = useRef(false);
  useFrame(() => {
    if (drawn.current) return;
    drawn.current = true;
    requestAnimationFrame(onDrawn);
  });
  return null;
}
