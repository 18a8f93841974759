import type { PointCloud } from "#core/scene/point-cloud.ts";
import { decodePointCloud } from "#core/scene/point-cloud.ts";
import { fileUrl } from "#components/ui/file-url.ts";

const clouds = new Map<string, Promise<PointCloud>>();

/** The points stored under a hash, fetched once per page; a failed fetch may be tried again. */
export function loadPointCloud(hash: string): Promise<PointCloud> {
  const known = clouds.get(hash);
  if (known) return known;
  const loading = fetchPointCloud(hash);
  clouds.set(hash, loading);
  loading.catch(() => clouds.delete(hash));
  return loading;
}

async function fetchPointCloud(hash: string): Promise<PointCloud> {
  const response = await fetch(fileUrl(hash));
  if (!response.ok) throw new Error(`the scene points could not be loaded (${response.status})`);
  return decodePointCloud(await response.arrayBuffer());
}
