"use client";

import { useThree } from "@react-three/fiber";
import { useEffect, useState } from "react";
import type { Material } from "three";
import type { PointCloud } from "#core/scene/point-cloud.ts";
import { loadPointCloud } from "./point-cloud-store.ts";

/** The scan's surface as coloured points; nothing until they have arrived. */
export function ScenePoints({
  hash,
  onState,
}: {
  hash: string;
  onState?: (state: "loading" | "shown" | "failed") => void;
}) {
  const [cloud, setCloud] = useState<PointCloud | null>(null);
  const invalidate = useThree((state) => state.invalidate);
  useEffect(() => {
    let current = true;
    onState?.("loading");
    loadPointCloud(hash).then(
      (loaded) => {
        if (!current) return;
        setCloud(loaded);
        onState?.("shown");
        invalidate();
      },
      () => current && onState?.("failed"),
    );
    return () => {
      current = false;
    };
  }, [hash, onState, invalidate]);
  if (!cloud) return null;
  return (
    <points key={hash} raycast={() => null}>
      <bufferGeometry>
        <bufferAttribute attach="attributes-position" args={[cloud.positions, 3]} />
        <bufferAttribute attach="attributes-color" args={[cloud.colors, 3, true]} />
      </bufferGeometry>
      <pointsMaterial vertexColors size={0.02} sizeAttenuation onBeforeCompile={boundPointSize} />
    </points>
  );
}

/** Keeps points visible from afar and from becoming tiles close by (device pixels). */
const boundPointSize: Material["onBeforeCompile"] = (shader) => {
  shader.vertexShader = shader.vertexShader.replace(
    "#include <logdepthbuf_vertex>",
    "gl_PointSize = clamp(gl_PointSize, 1.7, 6.0);\n#include <logdepthbuf_vertex>",
  );
};
