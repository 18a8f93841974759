"use client";

import { useEffect, useState } from "react";
import { decodeDepth } from "#core/scene/depth-bytes.ts";
import type { DepthMap } from "#core/scene/depth-map.ts";

/** How many depth maps a page keeps: some hundred kilobytes each. */
const keptMax = 24;

const maps = new Map<string, Promise<DepthMap | null>>();

/** The sensor depth of a photo, fetched once while the page keeps it; null where there is none or it cannot be had. */
export function loadFrameDepth(frameId: string): Promise<DepthMap | null> {
  const known = maps.get(frameId);
  if (known) return known;
  const loading = fetchDepth(frameId).catch(() => {
    maps.delete(frameId);
    return null;
  });
  maps.set(frameId, loading);
  if (maps.size > keptMax) maps.delete(maps.keys().next().value!);
  return loading;
}

async function fetchDepth(frameId: string): Promise<DepthMap | null> {
  const response = await fetch(`/files/depth/${encodeURIComponent(frameId)}`);
  if (!response.ok) throw new Error(`the depth could not be loaded (${response.status})`);
  return response.status === 204 ? null : decodeDepth(await response.arrayBuffer());
}

/** The sensor depth of a photo; null until it has come, and where there is none. */
export function useFrameDepth(frameId: string): DepthMap | null {
  const [loaded, setLoaded] = useState<{ frameId: string; map: DepthMap | null } | null>(null);
  useEffect(() => {
    let current = true;
    void loadFrameDepth(frameId).then((map) => current && setLoaded({ frameId, map }));
    return () => {
      current = false;
    };
  }, [frameId]);
  return loaded?.frameId === frameId ? loaded.map : null;
}
