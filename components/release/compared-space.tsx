"use client";

import { useMemo } from "react";
import type { ComparedRoom, ComparedSample } from "#core/release/compare-releases.ts";
import { boxInCamera } from "#core/release/released-box.ts";
import { transformBox } from "#core/geometry/oriented-box.ts";
import { CameraFromWorld, invert, transformFromMatrix } from "#core/geometry/rigid-transform.ts";
import { BoxWire } from "#components/viewer/box-wire.tsx";
import { focusOn, placeCamera } from "#components/viewer/camera-preset.ts";
import { overlayColors } from "#components/viewer/overlay-colors.ts";
import { PhotoFrustum } from "#components/viewer/photo-frustum.tsx";
import { PresetBar } from "#components/viewer/preset-bar.tsx";
import { SceneCanvas } from "#components/viewer/scene-canvas.tsx";
import { topOf } from "#components/viewer/top-of.ts";
import { useViewer } from "#components/viewer/viewer-store.ts";

/** A camera held level at the origin, where a release does not say where the photo's camera stood. */
const levelCamera = transformFromMatrix<"Camera", "World">(
  [
    [1, 0, 0],
    [0, 0, -1],
    [0, 1, 0],
  ],
  [0, 0, 0],
);

/**
 * The boxes of a sample in two releases, in the room of the second: source and target of the second in their
 * colours, those of the first dashed where they are others.
 */
export default function ComparedSpace({
  before,
  after,
  room,
  names,
}: {
  before: ComparedSample;
  after: ComparedSample;
  room: ComparedRoom;
  names: { a: string; b: string };
}) {
  const { preset, presetSerial } = useViewer();
  const { intrinsics: k, pointsHash } = room;
  const cameraFromWorld = useMemo(
    () => (room.cameraFromWorld ? CameraFromWorld.parse(room.cameraFromWorld) : levelCamera),
    [room.cameraFromWorld],
  );
  const boxes = useMemo(() => {
    const worldFromCamera = invert(cameraFromWorld);
    const inWorld = (sample: ComparedSample, which: "before" | "after") => {
      const box = sample.boxes[which];
      return box && transformBox(worldFromCamera, boxInCamera(box));
    };
    return {
      source: inWorld(after, "before")!,
      target: inWorld(after, "after"),
      sourceBefore: inWorld(before, "before")!,
      targetBefore: inWorld(before, "after"),
    };
  }, [before, after, cameraFromWorld]);
  const { source, target, sourceBefore, targetBefore } = boxes;
  const placeFor = useMemo(() => {
    const focus = focusOn(source, target ?? targetBefore);
    return (aspect: number) => placeCamera(preset, focus, cameraFromWorld, k, aspect);
  }, [source, target, targetBefore, preset, cameraFromWorld, k]);
  const old = targetBefore ?? sourceBefore;
  return (
    <SceneCanvas
      name={`Boxes of ${names.a} and ${names.b}`}
      pointsHash={pointsHash}
      placeFor={placeFor}
      placeSerial={String(presetSerial)}
      labels={[
        { key: "a", text: names.a, at: topOf(old), color: overlayColors.other },
        {
          key: "b",
          text: names.b,
          at: topOf(target ?? source),
          color: target ? overlayColors.target : overlayColors.source,
        },
      ]}
      className="h-80 rounded-md"
      controls={<PresetBar presets={["top", "side", "front", "photo", "free"]} />}
    >
      <PhotoFrustum cameraFromWorld={cameraFromWorld} k={k} imageHash={after.photo} />
      <BoxWire box={sourceBefore} color={overlayColors.other} veil={0} dashed />
      {targetBefore && <BoxWire box={targetBefore} color={overlayColors.other} dashed />}
      <BoxWire box={source} color={overlayColors.source} />
      {target && <BoxWire box={target} color={overlayColors.target} veil={0.14} width={2.5} />}
    </SceneCanvas>
  );
}
