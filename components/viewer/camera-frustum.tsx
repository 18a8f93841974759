"use client";

import { Line } from "@react-three/drei";
import { useThree } from "@react-three/fiber";
import { useEffect, useMemo, useState } from "react";
import type { Texture } from "three";
import { BufferAttribute, BufferGeometry, DoubleSide, TextureLoader } from "three";
import type { Intrinsics } from "#core/geometry/camera.ts";
import { unprojectPixel } from "#core/geometry/projection.ts";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import { invert, transformPoint } from "#core/geometry/rigid-transform.ts";
import type { Point } from "#core/geometry/space.ts";
import { point } from "#core/geometry/space.ts";

/** World positions of a camera's centre and of its photo's corners (from top left, clockwise) at a depth. */
export function frustumCorners(
  cameraFromWorld: CameraFromWorld,
  k: Intrinsics,
  depthMeters: number,
): { apex: Point<"World">; corners: Point<"World">[] } {
  const worldFromCamera = invert(cameraFromWorld);
  const [right, bottom] = [k.width - 0.5, k.height - 0.5];
  const pixels = [
    [-0.5, -0.5],
    [right, -0.5],
    [right, bottom],
    [-0.5, bottom],
  ] as const;
  return {
    apex: transformPoint(worldFromCamera, point<"Camera">(0, 0, 0)),
    corners: pixels.map((pixel) =>
      transformPoint(worldFromCamera, unprojectPixel(k, pixel, depthMeters)),
    ),
  };
}

/** A camera as a pyramid, with its photo on the base when one is given. */
export function CameraFrustum({
  cameraFromWorld,
  k,
  depthMeters,
  color,
  width = 1,
  photoUrl,
  photoOpacity = 1,
}: {
  cameraFromWorld: CameraFromWorld;
  k: Intrinsics;
  depthMeters: number;
  color: string;
  width?: number;
  photoUrl?: string;
  photoOpacity?: number;
}) {
  const { apex, corners } = useMemo(
    () => frustumCorners(cameraFromWorld, k, depthMeters),
    [cameraFromWorld, k, depthMeters],
  );
  const ends = useMemo(
    () =>
      corners.flatMap((corner, index) => [
        apex,
        corner,
        corner,
        corners[(index + 1) % corners.length]!,
      ]) as unknown as [number, number, number][],
    [apex, corners],
  );
  return (
    <>
      <Line points={ends} segments color={color} lineWidth={width} raycast={() => null} />
      {photoUrl && <PhotoPlane corners={corners} url={photoUrl} opacity={photoOpacity} />}
    </>
  );
}

function PhotoPlane({
  corners,
  url,
  opacity,
}: {
  corners: readonly Point<"World">[];
  url: string;
  opacity: number;
}) {
  const [texture, setTexture] = useState<Texture | null>(null);
  const invalidate = useThree((state) => state.invalidate);
  useEffect(() => {
    let current = true;
    const loader = new TextureLoader();
    loader.loadAsync(url).then(
      (loaded) => {
        if (!current) return loaded.dispose();
        setTexture((before) => {
          before?.dispose();
          return loaded;
        });
        invalidate();
      },
      () => current && setTexture(null),
    );
    return () => {
      current = false;
    };
  }, [url, invalidate]);
  const geometry = useMemo(() => {
    const made = new BufferGeometry();
    made.setAttribute("position", new BufferAttribute(new Float32Array(corners.flat()), 3));
    made.setAttribute("uv", new BufferAttribute(new Float32Array([0, 1, 1, 1, 1, 0, 0, 0]), 2));
    made.setIndex([0, 1, 2, 0, 2, 3]);
    return made;
  }, [corners]);
  useEffect(() => () => geometry.dispose(), [geometry]);
  if (!texture) return null;
  return (
    <mesh geometry={geometry} raycast={() => null}>
      <meshBasicMaterial
        map={texture}
        transparent
        opacity={opacity}
        side={DoubleSide}
        depthWrite={false}
      />
    </mesh>
  );
}
