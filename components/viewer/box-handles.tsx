"use client";

import type { ThreeEvent } from "@react-three/fiber";
import type { ReactNode } from "react";
import { useEffect, useRef } from "react";
import type { BoxInWorld } from "#core/geometry/oriented-box.ts";
import type { Point } from "#core/geometry/space.ts";
import { direction, point, upInWorld } from "#core/geometry/space.ts";
import { add, scale } from "#core/geometry/vector.ts";
import type { SightRay } from "./drag-in-space.ts";
import { boxFaces, faceCenter, moveInSpace, resizeInSpace, turnInSpace } from "./drag-in-space.ts";
import type { DragKeys } from "./photo-grip.tsx";
import { topOf } from "./top-of.ts";
import { useViewer } from "./viewer-store.ts";

export type HandleKind = "move" | "turn" | "size";

/** A handle's radius over the longest side of its box, and its limits in metres. */
const radiusShare = 0.05;
const radiusMin = 0.015;
const radiusMax = 0.05;

type Props = {
  box: BoxInWorld;
  color: string;
  /** A drag begins: what follows is one step. */
  onGrip: () => void;
  onDrag: (box: BoxInWorld, keys: DragKeys) => void;
};

/**
 * Handles at a box in 3D, in the large view and in plans: its body moves it (with Shift up and down, as the
 * arrow above it does), a ring around it turns it, a knob on each face draws that face.
 */
export function BoxHandles({ kind, ...props }: Props & { kind: HandleKind }) {
  const holdHandle = useViewer((state) => state.holdHandle);
  useEffect(() => () => holdHandle(false), [holdHandle, kind]);
  if (kind === "move") return <MoveHandles {...props} />;
  if (kind === "turn") return <TurnHandle {...props} />;
  return <SizeHandles {...props} />;
}

function MoveHandles({ box, color, ...rest }: Props) {
  const radius = handleRadius(box);
  const tip = add(topOf(box), scale(upInWorld, 4 * radius));
  return (
    <>
      <Grip box={box} drag={moveInSpace} {...rest}>
        <mesh position={box.center} quaternion={box.rotation} scale={box.size} visible={false}>
          <boxGeometry />
        </mesh>
      </Grip>
      <Grip box={box} drag={(from, at, ray) => moveInSpace(from, at, ray, true)} {...rest}>
        <mesh position={tip} rotation={[Math.PI / 2, 0, 0]} renderOrder={2}>
          <coneGeometry args={[radius, 2.6 * radius, 16]} />
          <meshBasicMaterial color={color} depthTest={false} />
        </mesh>
        <Reach at={tip} radius={2 * radius} />
      </Grip>
    </>
  );
}

function TurnHandle({ box, color, ...rest }: Props) {
  const radius = 1.15 * (Math.hypot(box.size[0], box.size[2]) / 2) + handleRadius(box);
  const tube = handleRadius(box) / 4;
  return (
    <Grip box={box} drag={turnInSpace} {...rest}>
      <mesh position={box.center} renderOrder={2}>
        <torusGeometry args={[radius, tube, 8, 72]} />
        <meshBasicMaterial color={color} depthTest={false} transparent opacity={0.9} />
      </mesh>
      <mesh position={box.center} visible={false}>
        <torusGeometry args={[radius, 6 * tube, 6, 36]} />
      </mesh>
    </Grip>
  );
}

function SizeHandles({ box, color, ...rest }: Props) {
  const radius = handleRadius(box);
  return boxFaces.map((face) => (
    <Grip
      key={`${face.axis} ${face.side}`}
      box={box}
      drag={(from, _, ray) => resizeInSpace(from, face, ray)}
      {...rest}
    >
      <mesh position={faceCenter(box, face)} renderOrder={2}>
        <sphereGeometry args={[0.8 * radius, 16, 12]} />
        <meshBasicMaterial color={color} depthTest={false} />
      </mesh>
      <Reach at={faceCenter(box, face)} radius={1.8 * radius} />
    </Grip>
  ));
}

/** Larger than what is seen of a handle, for the pointer. */
function Reach({ at, radius }: { at: Point<"World">; radius: number }) {
  return (
    <mesh position={at} visible={false}>
      <sphereGeometry args={[radius, 8, 6]} />
    </mesh>
  );
}

/** Things that the pointer can take hold of. The camera stays while it is over them. */
function Grip({
  box,
  drag,
  onGrip,
  onDrag,
  children,
}: Omit<Props, "color"> & {
  drag: (from: BoxInWorld, at: Point<"World">, ray: SightRay, height: boolean) => BoxInWorld | null;
  children: ReactNode;
}) {
  const holdHandle = useViewer((state) => state.holdHandle);
  const start = useRef<{ box: BoxInWorld; at: Point<"World"> } | null>(null);
  const over = useRef(false);
  const end = () => {
    start.current = null;
    holdHandle(over.current);
  };
  return (
    <group
      onPointerOver={(event) => {
        event.stopPropagation();
        over.current = true;
        holdHandle(true);
      }}
      onPointerOut={() => {
        over.current = false;
        if (!start.current) holdHandle(false);
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.stopPropagation();
        (event.target as Element).setPointerCapture(event.pointerId);
        start.current = { box, at: point(event.point.x, event.point.y, event.point.z) };
        onGrip();
      }}
      onPointerMove={(event) => {
        if (!start.current) return;
        event.stopPropagation();
        const { box: from, at } = start.current;
        const moved = drag(from, at, sightOf(event), event.shiftKey);
        const snap = event.ctrlKey || event.metaKey;
        if (moved) onDrag(moved, { shift: event.shiftKey, alt: event.altKey, snap });
      }}
      onPointerUp={end}
    >
      {children}
    </group>
  );
}

function sightOf({ ray }: ThreeEvent<PointerEvent>): SightRay {
  return {
    origin: point(ray.origin.x, ray.origin.y, ray.origin.z),
    along: direction(ray.direction.x, ray.direction.y, ray.direction.z),
  };
}

function handleRadius({ size }: BoxInWorld): number {
  return Math.min(radiusMax, Math.max(radiusMin, radiusShare * Math.max(...size)));
}
