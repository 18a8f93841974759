"use client";

import { useMemo } from "react";
import { clipToImage, projectBoxBounds, rectArea } from "#core/geometry/projection.ts";
import { length } from "#core/geometry/vector.ts";
import type { FrameObject, FrameScene } from "#core/scene/frame-scene.ts";
import { isMovableLabel } from "#core/scene/label.ts";
import { classNames } from "#components/ui/class-names.ts";
import { fileUrl } from "#components/ui/file-url.ts";
import { PhotoBox, PhotoLabel } from "#components/viewer/photo-marks.tsx";
import { PhotoStage } from "#components/viewer/photo-stage.tsx";
import { placeTag, readableTags } from "#components/viewer/tag-layout.ts";
import { useViewer } from "#components/viewer/viewer-store.ts";
import { LazyFrameSpace } from "./lazy-space.tsx";

/** One photo with its reconstructed objects, in the photo, in the room and in a table; pointing at one shows it in all three. */
export function FrameWorkspace({
  scene,
  number,
  imageHash,
  pointsHash,
}: {
  scene: FrameScene;
  number: number;
  imageHash: string | null;
  pointsHash: string | null;
}) {
  const { hovered, hover } = useViewer();
  const { intrinsics: k, objects, includedLabels = [] } = scene;
  // Smaller ones are drawn last, so that they can be pointed at in front of large ones.
  const areas = useMemo(
    () =>
      objects
        .flatMap((object) => {
          const bounds = projectBoxBounds(k, object.box);
          const inside = bounds && clipToImage(bounds, k);
          return inside ? [{ object, inside }] : [];
        })
        .toSorted((a, b) => rectArea(b.inside) - rectArea(a.inside)),
    [objects, k],
  );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-4">
      <div className="h-[26rem] overflow-hidden rounded-lg border border-line">
        {imageHash ? (
          <PhotoStage
            src={fileUrl(imageHash)}
            alt={`Photo ${number} of ${scene.sceneKey}`}
            size={k}
            className="size-full"
            overlay={(pixelScale) => (
              <>
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
                    onPointerEnter={() => hover([object.id])}
                    onPointerLeave={() => hover([])}
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
        ) : (
          <p className="flex size-full items-center justify-center bg-stage text-soft">
            This photo was not kept, so it is not stored.
          </p>
        )}
      </div>
      <div className="h-[26rem] overflow-hidden rounded-lg border border-line">
        <LazyFrameSpace scene={scene} imageHash={imageHash} pointsHash={pointsHash} />
      </div>
      <div className="col-span-2 overflow-x-auto rounded-lg border border-line bg-surface">
        <ObjectTable
          objects={objects}
          includedLabels={includedLabels}
          hovered={hovered}
          onHover={hover}
        />
      </div>
    </div>
  );
}

function ObjectTable({
  objects,
  includedLabels,
  hovered,
  onHover,
}: {
  objects: readonly FrameObject[];
  includedLabels: readonly string[];
  hovered: readonly string[];
  onHover: (ids: readonly string[]) => void;
}) {
  const cell = "px-4 py-1.5";
  const figure = `${cell} text-right`;
  return (
    <table className="w-full text-xs">
      <caption className="sr-only">Objects reconstructed in this photo</caption>
      <thead>
        <tr className="border-b border-line text-left text-soft [&>th]:font-medium">
          <th className={cell}>Object</th>
          <th className={figure}>Visible</th>
          <th className={figure}>In the photo</th>
          <th className={figure}>Width × height × depth</th>
          <th className={figure}>Distance</th>
          <th className={cell}>Id</th>
        </tr>
      </thead>
      <tbody className="figures divide-y divide-line">
        {objects.map((object) => (
          <tr
            key={object.id}
            onPointerEnter={() => onHover([object.id])}
            onPointerLeave={() => onHover([])}
            className={classNames(hovered.includes(object.id) && "bg-hover")}
          >
            <td
              className={classNames(
                cell,
                isMovableLabel(object.label, includedLabels) ? "font-medium" : "text-soft",
              )}
            >
              {object.label}
            </td>
            <td className={figure}>{percent(object.visibleFraction)}</td>
            <td className={figure}>{percent(object.inImageFraction)}</td>
            <td className={figure}>
              {object.box.size.map((side) => side.toFixed(2)).join(" × ")} m
            </td>
            <td className={figure}>{length(object.box.center).toFixed(2)} m</td>
            <td className={`${cell} font-mono text-2xs text-soft`}>{object.id}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function percent(share: number | null): string {
  return share === null ? "not measured" : `${Math.round(share * 100)} %`;
}
