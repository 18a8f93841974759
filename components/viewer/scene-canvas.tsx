"use client";

import { Canvas, useFrame } from "@react-three/fiber";
import type { ReactNode, RefObject } from "react";
import { useCallback, useMemo, useRef, useState } from "react";
import { OrthographicCamera, PerspectiveCamera } from "three";
import { classNames } from "#components/ui/class-names.ts";
import type { CameraPlace } from "./camera-preset.ts";
import { CameraRig } from "./camera-rig.tsx";
import { lowGraphics, webglAvailable } from "./graphics.ts";
import { PaneRenderer } from "./pane-renderer.tsx";
import { PlanRig } from "./plan-rig.tsx";
import type { PlanPlace } from "./plan-view.ts";
import type { SceneLabel } from "./scene-labels.tsx";
import { SceneLabelList, SceneLabelPlacer } from "./scene-labels.tsx";
import type { ScenePane } from "./scene-pane.ts";
import { mainLayer } from "./scene-pane.ts";
import { ScenePoints } from "./scene-points.tsx";
import { useElementSize } from "./use-element-size.ts";

/** A small view straight from one side, beside the large one. */
export type PlanView = { readonly name: string; readonly place: PlanPlace };

/**
 * A pane with a 3D view of the scan's world (z up, metres), with plans beside it where some are given: all
 * in one canvas. Draws only when something changed. Colours are taken as they are written: nothing is lit,
 * so nothing is converted. `data-ready` turns true with the first picture, `data-points` tells whether the
 * scene points have come.
 */
export function SceneCanvas(props: SceneCanvasProps) {
  const [able] = useState(webglAvailable);
  if (able) return <DrawnScene {...props} />;
  return (
    <div className={classNames("flex items-center justify-center bg-sunken p-6", props.className)}>
      <p className="max-w-72 text-center text-soft">
        This browser offers no WebGL 2, so there is no 3D view. Everything else works without it.
      </p>
    </div>
  );
}

export type SceneCanvasProps = {
  /** Accessible name: what is to be seen. */
  name: string;
  pointsHash: string | null;
  placeFor: (aspect: number) => CameraPlace;
  /** The cameras go back to their places when this changes. */
  placeSerial: string;
  plans?: readonly PlanView[];
  /** The line between the large view and the plans, to be dragged. */
  splitter?: ReactNode;
  /** Share of the plans in the pane. */
  planShare?: number;
  pointsShown?: boolean;
  labels?: readonly SceneLabel[];
  children: ReactNode;
  /** Controls laid over the pane. */
  controls?: ReactNode;
  className?: string;
};

const noPlans: readonly PlanView[] = [];

function DrawnScene({
  name,
  pointsHash,
  placeFor,
  placeSerial,
  plans = noPlans,
  splitter,
  planShare = 0,
  pointsShown = true,
  labels = [],
  children,
  controls,
  className,
}: SceneCanvasProps) {
  const whole = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState(false);
  const [points, setPoints] = useState<"none" | "loading" | "shown" | "failed">("none");
  const onFirstFrame = useCallback(() => setReady(true), []);
  const [low] = useState(lowGraphics);
  const [camera] = useState(mainCamera);
  const [planCameras] = useState(() => plans.map(() => new OrthographicCamera()));
  const [main, setMain] = useState<HTMLElement | null>(null);
  const [planElements, setPlanElements] = useState<Readonly<Record<string, HTMLElement>>>({});
  const mainSize = useElementSize(main);
  const shownPlans = plans.flatMap(({ name: plan, place }, index) => {
    const element = planElements[plan];
    return element ? [{ plan, place, element, camera: planCameras[index]! }] : [];
  });
  const panes = useMemo(
    (): ScenePane[] => [
      ...(main ? [{ element: main, camera }] : []),
      ...planCameras.flatMap((planCamera, index) => {
        const element = planElements[plans[index]!.name];
        return element ? [{ element, camera: planCamera }] : [];
      }),
    ],
    [main, camera, plans, planCameras, planElements],
  );
  return (
    <section
      aria-label={name}
      data-ready={ready}
      data-points={points}
      data-testid="scene-canvas"
      className={classNames("@container-size relative overflow-hidden bg-depth", className)}
    >
      {main && mainSize && (
        <Canvas
          frameloop="demand"
          flat
          linear
          legacy
          dpr={low ? 1 : [1, 2]}
          gl={{ antialias: !low, alpha: true, preserveDrawingBuffer: low || plans.length > 0 }}
          camera={camera}
          eventSource={whole as RefObject<HTMLDivElement>}
          className="!absolute inset-0"
        >
          <CameraRig
            camera={camera}
            pane={main}
            size={mainSize}
            placeFor={placeFor}
            serial={placeSerial}
          />
          {shownPlans.map(({ plan, place, element, camera: planCamera }) => (
            <PlanRig
              key={plan}
              camera={planCamera}
              pane={element}
              place={place}
              serial={placeSerial}
            />
          ))}
          {pointsHash && pointsShown && (
            <ScenePoints hash={pointsHash} heightPixels={mainSize.height} onState={setPoints} />
          )}
          {children}
          <SceneLabelPlacer list={list} size={mainSize} labels={labels} />
          <FirstFrame onDrawn={onFirstFrame} />
          <PaneRenderer panes={panes} />
        </Canvas>
      )}
      <div
        ref={whole}
        className="relative flex size-full flex-col [@container(min-aspect-ratio:1/1)]:flex-row"
      >
        <div ref={setMain} className="relative min-h-0 min-w-0 flex-1">
          <SceneLabelList ref={list} labels={labels} />
        </div>
        {plans.length > 0 && (
          <>
            {splitter}
            <div
              className="flex shrink-0 [@container(min-aspect-ratio:1/1)]:flex-col"
              style={{ flexBasis: `${planShare * 100}%` }}
            >
              {plans.map(({ name: plan }) => (
                <section
                  key={plan}
                  ref={(element) => {
                    if (element && planElements[plan] !== element)
                      setPlanElements((known) => ({ ...known, [plan]: element }));
                  }}
                  aria-label={plan}
                  className="relative min-h-0 min-w-0 flex-1 border-line not-first:border-l [@container(min-aspect-ratio:1/1)]:not-first:border-t [@container(min-aspect-ratio:1/1)]:not-first:border-l-0"
                >
                  <span
                    aria-hidden
                    className="absolute top-1 left-1 rounded-sm bg-raised/90 px-1.5 text-2xs text-soft"
                  >
                    {plan}
                  </span>
                </section>
              ))}
            </div>
          </>
        )}
      </div>
      {/* Beside what the scene listens to: a click on a button is none on what lies behind it. */}
      {mainSize && (
        <div
          className="pointer-events-none absolute top-0 left-0 *:pointer-events-auto"
          style={mainSize}
        >
          {controls}
        </div>
      )}
      {points === "failed" && (
        <p
          role="alert"
          className="absolute inset-x-3 top-10 rounded-md bg-bad-wash px-3 py-1.5 text-xs text-bad"
        >
          The scene points could not be loaded; the boxes are still right. If this stays, import the
          scan again.
        </p>
      )}
    </section>
  );
}

/** The camera of the large view. It keeps its own shape, which is that of its pane and not of the canvas. */
function mainCamera(): PerspectiveCamera {
  const camera = Object.assign(new PerspectiveCamera(45, 1, 0.03, 200), { manual: true });
  camera.layers.enable(mainLayer);
  return camera;
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
