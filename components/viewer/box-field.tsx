"use client";

import { useMemo } from "react";
import type { Intersection, Object3D } from "three";
import type { BoxInWorld } from "#core/geometry/oriented-box.ts";
import { boxCorners, boxEdges, boxVolume } from "#core/geometry/oriented-box.ts";
import { overlayColors } from "./overlay-colors.ts";

export type NamedBox = { readonly id: string; readonly label: string; readonly box: BoxInWorld };

/** Many boxes at once: one line geometry for all, and an unseen body each for the pointer. */
export function BoxField({
  boxes,
  color = overlayColors.other,
  onHover,
}: {
  boxes: readonly NamedBox[];
  color?: string;
  onHover?: (id: string | null) => void;
}) {
  const ends = useMemo(
    () =>
      new Float32Array(
        boxes.flatMap(({ box }) => {
          const corners = boxCorners(box);
          return boxEdges.flatMap(([a, b]) => [...corners[a]!, ...corners[b]!]);
        }),
      ),
    [boxes],
  );
  const smallest = (hits: readonly Intersection<Object3D>[]): string | null => {
    const volume = (id: string) => {
      const found = boxes.find((box) => box.id === id);
      return found ? boxVolume(found.box) : Number.POSITIVE_INFINITY;
    };
    const ids = hits.map((hit) => hit.object.name).filter((name) => name !== "");
    return ids.toSorted((a, b) => volume(a) - volume(b))[0] ?? null;
  };
  return (
    <>
      <lineSegments key={boxes.length} frustumCulled={false} raycast={() => null}>
        <bufferGeometry>
          <bufferAttribute attach="attributes-position" args={[ends, 3]} />
        </bufferGeometry>
        <lineBasicMaterial color={color} transparent opacity={0.4} />
      </lineSegments>
      {onHover && (
        <group
          onPointerMove={(event) => onHover(smallest(event.intersections))}
          onPointerOut={() => onHover(null)}
        >
          {boxes.map(({ id, box }) => (
            <mesh
              key={id}
              name={id}
              visible={false}
              position={box.center}
              quaternion={box.rotation}
              scale={box.size}
            >
              <boxGeometry />
            </mesh>
          ))}
        </group>
      )}
    </>
  );
}
