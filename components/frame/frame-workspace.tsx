"use client";

import { useMemo, useState } from "react";
import type { Backend } from "#core/detection/backend.ts";
import { backendText } from "#core/detection/backend.ts";
import type { Prompt } from "#core/detection/prompt.ts";
import type { FrameObject, FrameScene } from "#core/scene/frame-scene.ts";
import type { FrameReconstruction } from "#server/frame/get-frame.ts";
import { classNames } from "#components/ui/class-names.ts";
import { useViewer } from "#components/viewer/viewer-store.ts";
import { FramePhoto } from "./frame-photo.tsx";
import { LazyFrameSpace } from "./lazy-frame-space.tsx";
import { ObjectTable } from "./object-table.tsx";
import { ReconstructionFacts } from "./reconstruction-facts.tsx";

const noObjects: readonly FrameObject[] = [];
const noPrompts: readonly Prompt[] = [];

/**
 * One photo with what the backends made of it, in the photo, in the room and in a table; pointing at an
 * object shows it in all three, with the annotated object that it was matched with.
 */
export function FrameWorkspace({
  scene,
  reconstructions,
  number,
  imageHash,
  pointsHash,
}: {
  scene: FrameScene;
  reconstructions: readonly FrameReconstruction[];
  number: number;
  imageHash: string | null;
  pointsHash: string | null;
}) {
  const { hovered, hover } = useViewer();
  const [chosen, setChosen] = useState<Backend | null>(null);
  const [beside, setBeside] = useState(true);
  const [asked, setAsked] = useState(false);
  // What was made last is what somebody came to see.
  const newest = reconstructions.toSorted(
    (a, b) => b.createdAt.getTime() - a.createdAt.getTime(),
  )[0];
  const shown = reconstructions.find(({ backend }) => backend === chosen) ?? newest;
  const annotation = reconstructions.find(({ backend }) => backend === "annotation");
  const isDetected = shown !== undefined && shown.backend !== "annotation";
  const compared = isDetected && beside && annotation ? annotation.scene.objects : noObjects;
  const prompts = useMemo(() => (shown && asked ? askedPrompts(shown) : noPrompts), [shown, asked]);
  const hoverPair = (id: string | null) => {
    if (id === null) return hover([]);
    const twin = shown?.agreements[id]?.objectKey;
    hover(twin ? [id, twin] : [id]);
  };
  return (
    <div className="flex flex-col gap-3">
      {reconstructions.length > 0 && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-xs">
          <div role="tablist" aria-label="Boxes of" className="flex rounded-md bg-sunken p-0.5">
            {reconstructions.map(({ backend, scene: { objects } }) => (
              <button
                key={backend}
                type="button"
                role="tab"
                aria-selected={backend === shown?.backend}
                onClick={() => setChosen(backend)}
                className={classNames(
                  "h-7 rounded-sm px-3 font-medium",
                  backend === shown?.backend ? "bg-surface shadow-sm" : "text-soft hover:text-ink",
                )}
              >
                {backendText[backend]} <span className="figures text-soft">{objects.length}</span>
              </button>
            ))}
          </div>
          {isDetected && annotation && (
            <Toggle checked={beside} onChange={setBeside}>
              <span aria-hidden className="h-0 w-4 border-t-2 border-dashed border-target" />
              Annotated boxes
            </Toggle>
          )}
          {isDetected && (
            <Toggle checked={asked} onChange={setAsked}>
              <span aria-hidden className="h-3 w-4 border border-dashed border-soft" />
              2D prompts
            </Toggle>
          )}
        </div>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-4">
        <div className="h-[26rem] overflow-hidden rounded-lg border border-line">
          {imageHash ? (
            <FramePhoto
              scene={scene}
              objects={shown?.scene.objects ?? noObjects}
              compared={compared}
              prompts={prompts}
              name={`Photo ${number} of ${scene.sceneKey}`}
              imageHash={imageHash}
              hovered={hovered}
              onHover={hoverPair}
            />
          ) : (
            <p className="flex size-full items-center justify-center bg-stage text-soft">
              This photo was not kept, so it is not stored.
            </p>
          )}
        </div>
        <div className="h-[26rem] overflow-hidden rounded-lg border border-line">
          <LazyFrameSpace
            scene={shown?.scene ?? scene}
            compared={compared}
            imageHash={imageHash}
            pointsHash={pointsHash}
          />
        </div>
      </div>
      {shown && (
        <>
          {isDetected && <ReconstructionFacts reconstruction={shown} own={scene.intrinsics} />}
          <div className="overflow-x-auto rounded-lg border border-line bg-surface">
            <ObjectTable reconstruction={shown} hovered={hovered} onHover={hoverPair} />
          </div>
        </>
      )}
    </div>
  );
}

function askedPrompts({ detections, removed }: FrameReconstruction): Prompt[] {
  const answered = Object.values(detections).map(({ prompt }) => prompt);
  return [...answered, ...removed.map(({ prompt }) => prompt)];
}

function Toggle({
  checked,
  onChange,
  children,
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: React.ReactNode;
}) {
  return (
    <label className="flex items-center gap-1.5 select-none">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="accent-accent"
      />
      {children}
    </label>
  );
}
