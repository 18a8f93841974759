"use client";

import { Line } from "@react-three/drei";
import { useMemo } from "react";
import { Quaternion, Vector3 } from "three";
import type { Point } from "#core/geometry/space.ts";
import { normalize, subtract } from "#core/geometry/vector.ts";
import { overlayColors } from "./overlay-colors.ts";

const headMeters = 0.06;
const coneAxis = new Vector3(0, 1, 0);

/** The way of a box through the room, with a head at its end; drawn over everything. */
export function MotionLine({ path }: { path: readonly Point<"World">[] }) {
  const head = useMemo(() => {
    const [before, end] = path.slice(-2);
    if (!before || !end) return null;
    const [x, y, z] = normalize(subtract(end, before));
    return { end, turn: new Quaternion().setFromUnitVectors(coneAxis, new Vector3(x, y, z)) };
  }, [path]);
  if (!head) return null;
  return (
    <>
      <Line
        points={path as unknown as [number, number, number][]}
        color={overlayColors.camera}
        lineWidth={2}
        depthTest={false}
      />
      <mesh position={head.end} quaternion={head.turn} renderOrder={1}>
        <coneGeometry args={[headMeters / 3, headMeters, 12]} />
        <meshBasicMaterial color={overlayColors.camera} depthTest={false} />
      </mesh>
    </>
  );
}
