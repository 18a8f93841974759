"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { supportPoint, transformBox } from "#core/geometry/oriented-box.ts";
import { invert } from "#core/geometry/rigid-transform.ts";
import { upInWorld } from "#core/geometry/space.ts";
import type { Edit } from "#core/sample/revision.ts";
import { fitBoxToPoints, fitReachMeters } from "#core/scene/fit-box-to-points.ts";
import type { SampleDetail } from "#server/sample/get-sample.ts";
import { loadPointsNearBox } from "#components/viewer/points-near-box.ts";
import { withSourceBox } from "./edit-change.ts";
import { gapBelow } from "./target-box.ts";

/** Fits the source box to the scan points in and near it, as soon as they have come. */
export function useFitToPoints({
  sample,
  edit,
  onFitted,
  onFailed,
}: {
  sample: SampleDetail;
  edit: Edit;
  onFitted: (edit: Edit) => void;
  onFailed: (reason: string) => void;
}): () => void {
  const [wanted, setWanted] = useState<{ sampleId: string } | null>(null);
  const { scene } = sample;
  const worldBox = () => transformBox(invert(scene.cameraFromWorld), edit.sourceBox);

  const load = useEffectEvent(async () => {
    const { pointsHash } = sample.frame;
    return pointsHash ? loadPointsNearBox(pointsHash, worldBox(), fitReachMeters) : null;
  });
  // What is on the screen by then: the edit may have been changed, or decided on, while the points came.
  const fit = useEffectEvent((points: Float32Array | null) => {
    if (wanted?.sampleId !== sample.id) return;
    if (!points) return onFailed("This scene has no scan points.");
    const box = worldBox();
    const ground = supportPoint(box, upInWorld)[2] - gapBelow(scene, edit.sourceBox, edit.targetId);
    const fitted = fitBoxToPoints(box, points, ground);
    if (!fitted) return onFailed("The scan has too few points in and near the box.");
    onFitted(withSourceBox(scene, edit, transformBox(scene.cameraFromWorld, fitted)));
  });
  const fail = useEffectEvent(() => onFailed("The scan points could not be loaded."));
  useEffect(() => {
    if (!wanted) return;
    let current = true;
    load().then(
      (points) => current && fit(points),
      () => current && fail(),
    );
    return () => {
      current = false;
    };
  }, [wanted]);
  return () => setWanted({ sampleId: sample.id });
}
