"use client";

import { Line } from "@react-three/drei";
import { useMemo } from "react";
import { DoubleSide } from "three";
import type { BoxInWorld } from "#core/geometry/oriented-box.ts";
import { boxCorners, boxEdges } from "#core/geometry/oriented-box.ts";

/** One box in 3D: its edges as thick lines and its sides as a thin veil. */
export function BoxWire({
  box,
  color,
  width = 2,
  veil = 0.08,
  dashed = false,
}: {
  box: BoxInWorld;
  color: string;
  /** Line width, CSS pixels. */
  width?: number;
  /** Opacity of the sides, 0 to 1. */
  veil?: number;
  dashed?: boolean;
}) {
  const ends = useMemo(() => {
    const corners = boxCorners(box);
    return boxEdges.flatMap(
      ([a, b]) => [[...corners[a]!], [...corners[b]!]] as [number, number, number][],
    );
  }, [box]);
  return (
    <>
      <Line
        points={ends}
        segments
        color={color}
        lineWidth={width}
        dashed={dashed}
        dashSize={0.04}
        gapSize={0.03}
      />
      {veil > 0 && (
        <mesh position={box.center} quaternion={box.rotation} scale={box.size}>
          <boxGeometry />
          <meshBasicMaterial
            color={color}
            transparent
            opacity={veil}
            depthWrite={false}
            side={DoubleSide}
          />
        </mesh>
      )}
    </>
  );
}
