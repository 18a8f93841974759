"use client";

import { useMemo } from "react";
import type { Prompt } from "#core/detection/prompt.ts";
import { boxRectInImage, rectArea } from "#core/geometry/projection.ts";
import type { FrameObject, FrameScene } from "#core/scene/frame-scene.ts";
import { isMovableLabel } from "#core/scene/label.ts";
import { fileUrl } from "#components/ui/file-url.ts";
import { PhotoBox, PhotoLabel } from "#components/viewer/photo-marks.tsx";
import { PhotoStage } from "#components/viewer/photo-stage.tsx";
import { placeTag, readableTags } from "#components/viewer/tag-layout.ts";

/** A photo with its boxes, those of another backend beside them, and the places that a detector was asked about. */
export function FramePhoto({
  scene,
  objects,
  compared,
  prompts,
  name,
  imageHash,
  hovered,
  onHover,
}: {
  scene: FrameScene;
  objects: readonly FrameObject[];
  compared: readonly FrameObject[];
  prompts: readonly Prompt[];
  name: string;
  imageHash: string;
  hovered: readonly string[];
  onHover: (id: string | null) => void;
}) {
  const { intrinsics: k, includedLabels = [] } = scene;
  // Smaller ones are drawn last, so that they can be pointed at in front of large ones.
  const areas = useMemo(
    () =>
      objects
        .flatMap((object) => {
          const inside = boxRectInImage(k, object.box);
          return inside ? [{ object, inside }] : [];
        })
        .toSorted((a, b) => rectArea(b.inside) - rectArea(a.inside)),
    [objects, k],
  );
  // Beside an object that is pointed at, only what belongs to it: more lines would say less.
  const isShown = (id: string) =>
    hovered.length === 0 || hovered.some((one) => one === id || one.endsWith(`:${id}`));
  return (
    <PhotoStage
      src={fileUrl(imageHash)}
      alt={name}
      size={k}
      className="size-full"
      overlay={(pixelScale) => (
        <>
          {prompts
            .filter(({ key }) => isShown(key))
            .map(({ key, place }) => (
              <PromptMark
                key={key}
                place={place}
                pixelScale={pixelScale}
                strong={hovered.length > 0}
              />
            ))}
          {compared
            .filter(({ id }) => isShown(id))
            .map((object) => (
              <PhotoBox
                key={object.id}
                k={k}
                box={object.box}
                part="target"
                dashed
                emphasis={hovered.includes(object.id) ? "normal" : "quiet"}
              />
            ))}
          {areas.map(({ object }) => (
            <PhotoBox
              key={object.id}
              k={k}
              box={object.box}
              part={hovered.includes(object.id) ? "source" : "other"}
              name={object.label}
              emphasis={hovered.includes(object.id) ? "strong" : "quiet"}
            />
          ))}
          {areas.map(({ object, inside: [x1, y1, x2, y2] }) => (
            <rect
              key={object.id}
              aria-hidden
              x={x1}
              y={y1}
              width={x2 - x1}
              height={y2 - y1}
              fill="transparent"
              onPointerEnter={() => onHover(object.id)}
              onPointerLeave={() => onHover(null)}
            />
          ))}
          {readableTags(
            hovered.length > 0
              ? areas.filter(({ object }) => hovered.includes(object.id))
              : areas
                  .filter(({ object }) => isMovableLabel(object.label, includedLabels))
                  .toReversed(),
            ({ object }) => placeTag(k, object.box, object.label, pixelScale),
          ).map(({ object }) => (
            <PhotoLabel
              key={object.id}
              k={k}
              box={object.box}
              part={hovered.includes(object.id) ? "source" : "other"}
              text={object.label}
              pixelScale={pixelScale}
            />
          ))}
        </>
      )}
    />
  );
}

function PromptMark({
  place,
  pixelScale,
  strong,
}: {
  place: Prompt["place"];
  pixelScale: number;
  strong: boolean;
}) {
  const line = {
    fill: "none",
    stroke: "#fff",
    strokeWidth: strong ? 2 : 1,
    strokeOpacity: strong ? 1 : 0.75,
    strokeDasharray: "2 3",
    vectorEffect: "non-scaling-stroke",
  } as const;
  if (place.kind === "point")
    return <circle cx={place.at[0]} cy={place.at[1]} r={5 * pixelScale} {...line} />;
  const [x1, y1, x2, y2] = place.rect;
  return <rect x={x1} y={y1} width={x2 - x1} height={y2 - y1} {...line} />;
}
