import type { ReleaseFolder } from "#server/release/in-release-folder.ts";
import { inReleaseFolder } from "#server/release/in-release-folder.ts";
import { ProgressLine } from "./progress-line.ts";
import { stopSignal } from "./stop-signal.ts";

/** What the help says of a DIR|ZIP. */
export const zipHelp = `A zip may be packed with its folder or without, stored or deflated. It is unpacked into a temporary folder (TMPDIR),
which is gone afterwards; a zip that holds links or names outside of it is refused.`;

/** Does work on a folder or on what a zip holds, and says how far the unpacking is. */
export async function inCopy<T>(
  path: string,
  work: (folder: ReleaseFolder) => Promise<T>,
): Promise<T> {
  const progress = new ProgressLine();
  const inMegabytes = (bytes: number) => (bytes / 1e6).toFixed(0);
  try {
    return await inReleaseFolder(
      path,
      (folder) => {
        progress.clear();
        return work(folder);
      },
      {
        onProgress: ({ done, total }) =>
          progress.show(`unpacking ${inMegabytes(done)}/${inMegabytes(total)} MB`),
        stop: stopSignal,
      },
    );
  } finally {
    progress.clear();
  }
}

/** A problem of a file as it is shown. */
export function problemShown<P extends { readonly file: string; readonly message: string }>(
  problem: P,
  shown: ReleaseFolder["shown"],
): P {
  return { ...problem, file: shown(problem.file), message: shown(problem.message) };
}
