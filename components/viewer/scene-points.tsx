"use client";

import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useRef, useState } from "react";
import type { Group, PerspectiveCamera } from "three";
import type { PointTileIndex } from "#core/scene/point-tile-index.ts";
import { softwareGraphics } from "./graphics.ts";
import { pointBudget, softwareBudget } from "./point-budget.ts";
import { PointTileScene } from "./point-tile-scene.ts";
import { loadPointIndex } from "./point-tile-store.ts";

type PointsState = "loading" | "shown" | "failed";

/** The scan's surface as coloured points: coarse at once, then finer where the camera looks. */
export function ScenePoints({
  hash,
  heightPixels,
  onState,
}: {
  hash: string;
  /** Height of the pane that is looked at, CSS pixels. */
  heightPixels: number;
  onState?: (state: PointsState) => void;
}) {
  const gl = useThree((state) => state.gl);
  const invalidate = useThree((state) => state.invalidate);
  const scene = useRef<PointTileScene | null>(null);
  const [group, setGroup] = useState<Group | null>(null);

  useEffect(() => {
    let current = true;
    onState?.("loading");
    const onFailed = () => onState?.("failed");
    const open = (index: PointTileIndex) => {
      if (!current) return;
      const budget = softwareGraphics(gl.getContext()) ? softwareBudget : pointBudget;
      const onChange = () => {
        onState?.("shown");
        invalidate();
      };
      scene.current = new PointTileScene(index, budget, { onChange, onFailed });
      setGroup(scene.current.group);
      invalidate();
    };
    loadPointIndex(hash).then(open, () => current && onFailed());
    return () => {
      current = false;
      scene.current?.close();
      scene.current = null;
    };
  }, [hash, gl, invalidate, onState]);

  useFrame(({ camera }) => scene.current?.look(camera as PerspectiveCamera, heightPixels));
  return group && <primitive object={group} raycast={() => null} />;
}
