import type { Context } from "../context.ts";
import { getRelease } from "./get-release.ts";
import { datasetFiles, sideFiles } from "./release-files.ts";
import type { ZipStream } from "./zip-files.ts";
import { zipFiles } from "./zip-files.ts";

/** A release as one file for a download. */
export type ReleaseDownload = ZipStream & { readonly fileName: string };

/**
 * A zip of a release's export, read from storage while it is sent: one folder with the dataset folder and
 * what lies beside it, without the packed dataset, which would be the same bytes again.
 */
export async function streamRelease(
  ctx: Context,
  { name }: { name: string },
): Promise<ReleaseDownload> {
  const { manifest } = await getRelease(ctx, name);
  const files = [...datasetFiles(manifest), ...sideFiles(manifest)];
  const folder = `gsi-bench-${manifest.name}`;
  return { fileName: `${folder}.zip`, ...(await zipFiles(files, folder)) };
}
