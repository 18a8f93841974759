"use client";

import { ImageOff } from "lucide-react";
import type { Edit } from "#core/sample/revision.ts";
import type { SampleComment } from "#server/comment/list-comments.ts";
import { isStructuralLabel } from "#core/scene/label.ts";
import type { SampleDetail } from "#server/sample/get-sample.ts";
import { PhotoPins } from "#components/comment/photo-pins.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { fileUrl } from "#components/ui/file-url.ts";
import { boxOnTheWay } from "#components/viewer/ghost-travel.ts";
import { useFrameDepth } from "#components/viewer/depth-store.ts";
import {
  PhotoBox,
  PhotoLabel,
  PhotoMotion,
  PhotoRemoval,
} from "#components/viewer/photo-marks.tsx";
import { PhotoHover } from "#components/viewer/photo-hover.tsx";
import { PhotoStage } from "#components/viewer/photo-stage.tsx";
import { useViewer } from "#components/viewer/viewer-store.ts";
import { ComparedPhotoBox } from "./compared-box.tsx";
import { useBoxSubject } from "./box-editing.ts";
import { OverlayToggles } from "./overlay-toggles.tsx";
import { TargetGrip } from "./target-grip.tsx";

/** The photo with the object before (green) and after (magenta), and whatever a finding points at. */
export function ReviewPhoto({
  sample,
  edit,
  comments = [],
  onChange,
  withKeys = false,
}: {
  sample: SampleDetail;
  edit: Edit;
  /** Those with a pin are marked. */
  comments?: readonly SampleComment[];
  /** Told while the target box is dragged; without it the box stays where it is. */
  onChange?: (edit: Edit, tag: string) => void;
  withKeys?: boolean;
}) {
  const { boxesVisible, ghostVisible, beforeHeld, hovered, travel } = useViewer();
  const hover = useViewer((state) => state.hover);
  const { intrinsics: k, objects } = sample.scene;
  const subject = useBoxSubject(sample.id);
  const depth = useFrameDepth(sample.frame.id);
  if (!sample.frame.imageHash) {
    return (
      <EmptyState icon={<ImageOff />} title="No photo">
        The frame of this sample has no stored photo. Run the pipeline again.
      </EmptyState>
    );
  }
  const { sourceBox, targetBox, label } = edit;
  // Before the edit nothing is taken away; after it, what stood in the source box hides nothing.
  const coverBefore = depth && { map: depth, except: null };
  const coverAfter = depth && { map: depth, except: sourceBox };
  const after = ghostVisible && !beforeHeld;
  // The nearest last, so that it is what the pointer meets.
  const others = objects
    .filter(({ id, label: name }) => id !== edit.targetId && !isStructuralLabel(name))
    .toSorted((a, b) => b.box.center[2] - a.box.center[2]);
  const flagged = objects.filter(({ id }) => hovered.includes(id) && id !== edit.targetId);
  return (
    <PhotoStage
      src={fileUrl(sample.frame.imageHash)}
      alt={`Photo ${sample.frame.number} of ${sample.frame.sceneId}`}
      size={k}
      className="size-full"
      overlay={(pixelScale) => (
        <>
          {boxesVisible && (
            <>
              {others.map(({ id, box }) => (
                <PhotoHover key={id} k={k} box={box} onHover={(over) => hover(over ? [id] : [])} />
              ))}
              {flagged.map((object) => (
                <PhotoBox
                  key={object.id}
                  k={k}
                  box={object.box}
                  part="flagged"
                  cover={coverBefore}
                  name={object.label}
                />
              ))}
              <PhotoBox
                k={k}
                box={sourceBox}
                part="source"
                cover={coverBefore}
                name={`${label} before`}
                emphasis={beforeHeld || !targetBox ? "strong" : "normal"}
              />
              {after && !targetBox && <PhotoRemoval k={k} box={sourceBox} />}
              {after && targetBox && (
                <>
                  <PhotoBox
                    k={k}
                    box={boxOnTheWay(sourceBox, targetBox, travel)}
                    part="target"
                    cover={coverAfter}
                    name={`${label} after`}
                    emphasis="strong"
                  />
                  <PhotoMotion
                    k={k}
                    source={sourceBox}
                    target={targetBox}
                    pixelScale={pixelScale}
                  />
                </>
              )}
              {onChange && (after || subject === "source") && (
                <TargetGrip
                  scene={sample.scene}
                  edit={edit}
                  subject={subject}
                  onChange={onChange}
                />
              )}
              <ComparedPhotoBox scene={sample.scene} pixelScale={pixelScale} />
              {flagged.map((object) => (
                <PhotoLabel
                  key={object.id}
                  k={k}
                  box={object.box}
                  part="flagged"
                  text={object.label}
                  pixelScale={pixelScale}
                />
              ))}
              <PhotoLabel
                k={k}
                box={sourceBox}
                part="source"
                text={label}
                pixelScale={pixelScale}
                below={after && targetBox !== null && targetBox.center[1] < sourceBox.center[1]}
              />
            </>
          )}
          <PhotoPins scene={sample.scene} comments={comments} pixelScale={pixelScale} />
        </>
      )}
    >
      <OverlayToggles removal={!targetBox} withKeys={withKeys} />
    </PhotoStage>
  );
}
