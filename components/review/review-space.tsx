"use client";

import { useCallback, useMemo, useRef } from "react";
import { transformBox } from "#core/geometry/oriented-box.ts";
import { topOf } from "#components/viewer/top-of.ts";
import { invert, transformPoint } from "#core/geometry/rigid-transform.ts";
import { isStructuralLabel } from "#core/scene/label.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { SampleDetail } from "#server/sample/get-sample.ts";
import { BoxField } from "#components/viewer/box-field.tsx";
import { BoxHandles } from "#components/viewer/box-handles.tsx";
import { BoxWire } from "#components/viewer/box-wire.tsx";
import { focusOn, placeCamera } from "#components/viewer/camera-preset.ts";
import { boxOnTheWay } from "#components/viewer/ghost-travel.ts";
import { MotionLine } from "#components/viewer/motion-line.tsx";
import { motionPath } from "#components/viewer/motion-path.ts";
import { overlayColors } from "#components/viewer/overlay-colors.ts";
import { placePlan } from "#components/viewer/plan-view.ts";
import { PhotoFrustum } from "#components/viewer/photo-frustum.tsx";
import { PresetBar } from "#components/viewer/preset-bar.tsx";
import { SceneCanvas } from "#components/viewer/scene-canvas.tsx";
import type { SceneLabel } from "#components/viewer/scene-labels.tsx";
import { useViewer } from "#components/viewer/viewer-store.ts";
import { handlesFor, useBoxEditing, useBoxSubject } from "./box-editing.ts";
import { ComparedSpaceBox } from "./compared-box.tsx";
import { withDraggedBox } from "./edit-change.ts";
import { HandleBar } from "./handle-bar.tsx";
import { usePaneSizes } from "./pane-sizes.ts";
import { PaneSplitter } from "./review-layout.tsx";
import { nextDrag } from "./target-grip.tsx";
import { useKeyOf } from "./use-keys.tsx";

const planDirections = [
  { name: "Top", from: "top" },
  { name: "Side", from: "side" },
] as const;

/** The same boxes in the room: scan points, the photo's camera, before, after and the way between. */
export default function ReviewSpace({
  sample,
  edit,
  onChange,
  withKeys = false,
}: {
  sample: SampleDetail;
  edit: Edit;
  /** Told while a box is dragged; without it the boxes have no handles. */
  onChange?: (edit: Edit, tag: string) => void;
  withKeys?: boolean;
}) {
  const { boxesVisible, ghostVisible, beforeHeld, hovered, preset, presetSerial, pointsVisible } =
    useViewer();
  const hover = useViewer((state) => state.hover);
  const keyOf = useKeyOf();
  const presetKeys = {
    top: keyOf("camera-top"),
    side: keyOf("camera-side"),
    front: keyOf("camera-front"),
    photo: keyOf("camera-photo"),
    free: keyOf("camera-free"),
  };
  const { cameraFromWorld, intrinsics: k, objects } = sample.scene;
  const worldFromCamera = useMemo(() => invert(cameraFromWorld), [cameraFromWorld]);
  const others = useMemo(
    () =>
      objects
        .filter(({ id, label }) => id !== edit.targetId && !isStructuralLabel(label))
        .map(({ id, label, box }) => ({ id, label, box: transformBox(worldFromCamera, box) })),
    [objects, edit.targetId, worldFromCamera],
  );
  const source = useMemo(
    () => transformBox(worldFromCamera, edit.sourceBox),
    [worldFromCamera, edit.sourceBox],
  );
  // After a change of view the box is where it was: the camera has moved.
  const targetBox = edit.operation.kind === "view" ? null : edit.targetBox;
  const target = useMemo(
    () => targetBox && transformBox(worldFromCamera, targetBox),
    [worldFromCamera, targetBox],
  );
  const travel = useViewer((state) => state.travel);
  const ghost = useMemo(
    () =>
      targetBox && transformBox(worldFromCamera, boxOnTheWay(edit.sourceBox, targetBox, travel)),
    [worldFromCamera, edit.sourceBox, targetBox, travel],
  );
  const path = useMemo(
    () =>
      targetBox
        ? motionPath(edit.sourceBox, targetBox).map((place) =>
            transformPoint(worldFromCamera, place),
          )
        : [],
    [edit.sourceBox, targetBox, worldFromCamera],
  );
  const focus = useMemo(() => focusOn(source, target), [source, target]);
  const placeFor = useCallback(
    (aspect: number) => placeCamera(preset, focus, cameraFromWorld, k, aspect),
    [preset, focus, cameraFromWorld, k],
  );
  const plans = useMemo(
    () =>
      planDirections.map(({ name, from }) => ({
        name,
        place: placePlan(from, focus, cameraFromWorld, k),
      })),
    [focus, cameraFromWorld, k],
  );
  const planShare = usePaneSizes((state) => state.planShare);
  const after = ghostVisible && !beforeHeld;
  const subject = useBoxSubject(sample.id);
  const chosen = useBoxEditing((state) => state.handles);
  const allowed = onChange ? handlesFor(edit, subject) : [];
  const handles = allowed.includes(chosen) ? chosen : (allowed[0] ?? null);
  const held = subject === "source" ? source : after ? target : null;
  const dragTag = useRef("");
  const flagged = others.filter(({ id }) => hovered.includes(id));
  const labels: SceneLabel[] = boxesVisible
    ? [
        { key: "source", text: edit.label, at: topOf(source), color: overlayColors.source },
        ...flagged.map(({ id, label, box }) => ({
          key: id,
          text: label,
          at: topOf(box),
          color: overlayColors.flagged,
        })),
      ]
    : [];
  return (
    <SceneCanvas
      name="3D view"
      pointsHash={sample.frame.pointsHash}
      placeFor={placeFor}
      placeSerial={`${sample.id}:${presetSerial}`}
      plans={plans}
      planShare={planShare}
      pointsShown={pointsVisible}
      splitter={<PlanSplitter />}
      labels={labels}
      className="size-full"
      controls={
        <>
          <PresetBar
            presets={["top", "side", "front", "photo", "free"]}
            keys={withKeys ? presetKeys : undefined}
          />
          <HandleBar allowed={allowed} current={handles} withKeys={withKeys} />
        </>
      }
    >
      <PhotoFrustum cameraFromWorld={cameraFromWorld} k={k} imageHash={sample.frame.imageHash} />
      {boxesVisible && (
        <>
          <BoxField boxes={others} onHover={(id) => hover(id ? [id] : [])} />
          {flagged.map(({ id, box }) => (
            <BoxWire key={id} box={box} color={overlayColors.flagged} veil={0.14} />
          ))}
          <BoxWire box={source} color={overlayColors.source} />
          {after && ghost && (
            <BoxWire box={ghost} color={overlayColors.target} veil={0.14} width={2.5} />
          )}
          {after && <MotionLine path={path} />}
          <ComparedSpaceBox scene={sample.scene} />
          {onChange && handles && held && (
            <BoxHandles
              kind={handles}
              box={held}
              color={overlayColors[subject]}
              onGrip={() => {
                dragTag.current = nextDrag();
              }}
              onDrag={(moved, keys) => {
                const box = transformBox(cameraFromWorld, moved);
                onChange(withDraggedBox(sample.scene, edit, subject, box, keys), dragTag.current);
              }}
            />
          )}
        </>
      )}
    </SceneCanvas>
  );
}

/** The line between the large view and the plans, which lie beside it or, in a high pane, under it. */
function PlanSplitter() {
  return (
    <>
      <PaneSplitter
        name="planShare"
        label="Width of the plans"
        orientation="vertical"
        unitsPerPixel={(line) => -1 / line.parentElement!.clientWidth}
        className="hidden [@container(min-aspect-ratio:1/1)]:block"
      />
      <PaneSplitter
        name="planShare"
        label="Height of the plans"
        orientation="horizontal"
        unitsPerPixel={(line) => -1 / line.parentElement!.clientHeight}
        className="[@container(min-aspect-ratio:1/1)]:hidden"
      />
    </>
  );
}
