"use client";

import { useEffect } from "react";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import type { SampleComment } from "#server/comment/list-comments.ts";
import { pinAt, pinPlace } from "./pin-place.ts";
import { highlightComment, setDraftPin, setPlacing, usePins } from "./pin-store.ts";

/** The open comments that point into the photo, by their numbers in the list; and, in its mode, the click that places one. */
export function PhotoPins({
  scene,
  comments,
  pixelScale,
}: {
  scene: FrameScene;
  comments: readonly SampleComment[];
  pixelScale: number;
}) {
  const { placing, draft, highlighted } = usePins();
  const draftPlace = draft && pinPlace(scene, draft);
  return (
    <g>
      {comments.map(({ id, pin, resolved, by }, index) => {
        const place = pin && !resolved && pinPlace(scene, pin);
        return (
          place && (
            <g
              key={id}
              data-testid="photo-pin"
              onPointerEnter={() => highlightComment(id)}
              onPointerLeave={() => highlightComment(null)}
            >
              <title>{`Comment ${index + 1} by ${by}`}</title>
              <PinMark
                place={place}
                text={String(index + 1)}
                pixelScale={pixelScale}
                strong={highlighted === id}
              />
            </g>
          )
        );
      })}
      {draftPlace && (
        <g aria-hidden className="pointer-events-none">
          <PinMark place={draftPlace} text="+" pixelScale={pixelScale} strong />
        </g>
      )}
      {placing && <PlacingField scene={scene} />}
    </g>
  );
}

function PinMark({
  place: [x, y],
  text,
  pixelScale,
  strong,
}: {
  place: readonly [number, number];
  text: string;
  /** CSS pixels of an image pixel: the mark keeps its size. */
  pixelScale: number;
  strong: boolean;
}) {
  const unit = 1 / pixelScale;
  return (
    <>
      <circle
        cx={x}
        cy={y}
        r={(strong ? 11 : 9) * unit}
        className="fill-flagged"
        stroke="#000"
        strokeOpacity={0.7}
        strokeWidth={1.5}
        vectorEffect="non-scaling-stroke"
      />
      <text
        x={x}
        y={y + 4 * unit}
        textAnchor="middle"
        fontSize={11 * unit}
        fill="#000"
        className="pointer-events-none font-sans font-semibold"
      >
        {text}
      </text>
    </>
  );
}

/** Takes the next click anywhere in the photo; Escape gives up. */
function PlacingField({ scene }: { scene: FrameScene }) {
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      setPlacing(false);
    };
    window.addEventListener("keydown", listener, { capture: true });
    return () => window.removeEventListener("keydown", listener, { capture: true });
  }, []);
  const { width, height } = scene.intrinsics;
  return (
    <rect
      x={-0.5}
      y={-0.5}
      width={width}
      height={height}
      fill="transparent"
      pointerEvents="all"
      className="cursor-crosshair"
      data-testid="pin-field"
      onPointerDown={(event) => event.stopPropagation()}
      // Not earlier: what a press does to the focus would take it from the comment's field again.
      onClick={(event) => {
        const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(
          event.currentTarget.getScreenCTM()!.inverse(),
        );
        setDraftPin(pinAt(scene, [x, y]));
      }}
    />
  );
}
