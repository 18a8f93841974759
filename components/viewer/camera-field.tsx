"use client";

import { Line } from "@react-three/drei";
import { useMemo } from "react";
import type { Intrinsics } from "#core/geometry/camera.ts";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import { frustumCorners } from "./camera-frustum.tsx";

export type NamedCamera = {
  readonly id: string;
  readonly cameraFromWorld: CameraFromWorld;
  readonly intrinsics: Intrinsics;
};

/** Many cameras as small pyramids in one colour. With `onOpen` each can be pointed at and clicked. */
export function CameraField({
  cameras,
  color,
  depthMeters,
  opacity = 1,
  onHover,
  onOpen,
}: {
  cameras: readonly NamedCamera[];
  color: string;
  depthMeters: number;
  opacity?: number;
  onHover?: (id: string | null) => void;
  onOpen?: (id: string) => void;
}) {
  const frusta = useMemo(
    () =>
      cameras.map(({ id, cameraFromWorld, intrinsics }) => ({
        id,
        ...frustumCorners(cameraFromWorld, intrinsics, depthMeters),
      })),
    [cameras, depthMeters],
  );
  const ends = useMemo(
    () =>
      new Float32Array(
        frusta.flatMap(({ apex, corners }) =>
          corners.flatMap((corner, index) => [
            ...apex,
            ...corner,
            ...corner,
            ...corners[(index + 1) % corners.length]!,
          ]),
        ),
      ),
    [frusta],
  );
  return (
    <>
      <lineSegments key={cameras.length} frustumCulled={false} raycast={() => null}>
        <bufferGeometry>
          <bufferAttribute attach="attributes-position" args={[ends, 3]} />
        </bufferGeometry>
        <lineBasicMaterial color={color} transparent opacity={opacity} />
      </lineSegments>
      {onOpen &&
        frusta.map(({ id, apex, corners }) => (
          <mesh
            key={id}
            visible={false}
            position={middle([apex, apex, ...corners])}
            onPointerOver={(event) => {
              event.stopPropagation();
              onHover?.(id);
            }}
            onPointerOut={() => onHover?.(null)}
            onClick={(event) => {
              event.stopPropagation();
              onOpen(id);
            }}
          >
            <sphereGeometry args={[depthMeters * 0.6, 8, 6]} />
          </mesh>
        ))}
    </>
  );
}

/** The way that the cameras were carried, as one line. */
export function CameraPath({ cameras, color }: { cameras: readonly NamedCamera[]; color: string }) {
  const places = useMemo(
    () =>
      cameras.map(({ cameraFromWorld, intrinsics }) => {
        const [x, y, z] = frustumCorners(cameraFromWorld, intrinsics, 1).apex;
        return [x, y, z] as [number, number, number];
      }),
    [cameras],
  );
  if (places.length < 2) return null;
  return (
    <Line
      points={places}
      color={color}
      lineWidth={1.25}
      transparent
      opacity={0.7}
      raycast={() => null}
    />
  );
}

function middle(places: readonly (readonly [number, number, number])[]): [number, number, number] {
  const sum = (axis: 0 | 1 | 2) => places.reduce((total, place) => total + place[axis], 0);
  return [sum(0) / places.length, sum(1) / places.length, sum(2) / places.length];
}
