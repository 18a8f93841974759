"use client";

import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Material, PerspectiveCamera, PointsMaterial } from "three";
import { BufferAttribute, BufferGeometry, Frustum, Group, Matrix4, Points } from "three";
import { tileFrame } from "#core/scene/point-tile-bytes.ts";
import type { PointTile, PointTileIndex } from "#core/scene/point-tile-index.ts";
import type { PointView } from "#core/scene/select-point-tiles.ts";
import { softwareGraphics } from "./graphics.ts";
import { loadPointIndex, loadPointTile } from "./point-tile-store.ts";
import { PointTileStream } from "./point-tile-stream.ts";

const pointBudget = 1_500_000;
/** What a processor draws in the place of a graphics card. */
const softwareBudget = 150_000;
const sizeMaxMeters = 0.02;
const sizeMinMeters = 0.006;

type PointsState = "loading" | "shown" | "failed";

/** The scan's surface as coloured points: coarse at once, then finer where the camera looks. */
export function ScenePoints({
  hash,
  onState,
}: {
  hash: string;
  onState?: (state: PointsState) => void;
}) {
  const [index, setIndex] = useState<{ hash: string; value: PointTileIndex } | null>(null);
  useEffect(() => {
    let current = true;
    onState?.("loading");
    loadPointIndex(hash).then(
      (value) => current && setIndex({ hash, value }),
      () => current && onState?.("failed"),
    );
    return () => {
      current = false;
    };
  }, [hash, onState]);
  if (index?.hash !== hash) return null;
  return <PointTiles key={hash} index={index.value} {...(onState ? { onState } : {})} />;
}

function PointTiles({
  index,
  onState,
}: {
  index: PointTileIndex;
  onState?: (state: PointsState) => void;
}) {
  const gl = useThree((state) => state.gl);
  const invalidate = useThree((state) => state.invalidate);
  const group = useMemo(() => new Group(), []);
  const material = useRef<PointsMaterial>(null);
  const stream = useRef<PointTileStream<Points> | null>(null);

  useEffect(() => {
    const made = new PointTileStream<Points>({
      index,
      budget: softwareGraphics(gl.getContext()) ? softwareBudget : pointBudget,
      load: async (tile, signal) => pointsOf(index, tile, await loadPointTile(tile, signal)),
      free: (points) => points.geometry.dispose(),
      onChange: () => {
        onState?.("shown");
        invalidate();
      },
      onFailed: () => onState?.("failed"),
    });
    stream.current = made;
    invalidate();
    return () => {
      stream.current = null;
      group.clear();
      made.close();
    };
  }, [index, gl, group, invalidate, onState]);

  useFrame(({ camera, size }) => {
    if (!stream.current || !material.current) return;
    const drawn = stream.current.look(viewOf(camera as PerspectiveCamera, size.height));
    let finest = Infinity;
    for (const points of drawn) {
      points.material = material.current;
      finest = Math.min(finest, (points.userData as TileData).spacingMeters);
    }
    const meters = Math.min(sizeMaxMeters, Math.max(sizeMinMeters, 1.5 * finest));
    material.current.size = meters;
    group.children = drawn;
  });

  return (
    <>
      <primitive object={group} raycast={() => null} />
      <pointsMaterial
        ref={material}
        attach={() => () => {}}
        vertexColors
        size={sizeMaxMeters}
        sizeAttenuation
        onBeforeCompile={boundPointSize}
      />
    </>
  );
}

type TileData = { spacingMeters: number };

/** A tile as it goes to the graphics card: whole numbers as they are stored, placed by its matrix. */
function pointsOf(
  { grid }: PointTileIndex,
  tile: PointTile,
  { positions, colors }: Awaited<ReturnType<typeof loadPointTile>>,
): Points {
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(positions, 4, true));
  geometry.setAttribute("color", new BufferAttribute(colors, 4, true));
  const points = new Points(geometry);
  const { offset, scale } = tileFrame(grid, tile);
  points.position.set(...offset);
  points.scale.setScalar(scale);
  points.updateMatrixWorld();
  // The selection of tiles has looked at the field of view already.
  points.frustumCulled = false;
  points.raycast = () => {};
  points.userData = { spacingMeters: tile.spacingMeters } satisfies TileData;
  return points;
}

const frustum = new Frustum();
const projection = new Matrix4();

function viewOf(camera: PerspectiveCamera, heightPixels: number): PointView {
  projection.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
  frustum.setFromProjectionMatrix(projection);
  const { x, y, z } = camera.position;
  const halfAngle = (camera.fov * Math.PI) / 360;
  return {
    eye: [x, y, z],
    planes: frustum.planes.map(({ normal, constant }) => [normal.x, normal.y, normal.z, constant]),
    pixelsPerRadian: heightPixels / (2 * Math.tan(halfAngle)),
  };
}

/** Keeps points visible from afar and from becoming tiles close by (device pixels). */
const boundPointSize: Material["onBeforeCompile"] = (shader) => {
  shader.vertexShader = shader.vertexShader.replace(
    "#include <logdepthbuf_vertex>",
    "gl_PointSize = clamp(gl_PointSize, 1.7, 6.0);\n#include <logdepthbuf_vertex>",
  );
};
