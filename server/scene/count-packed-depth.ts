import type { ImportReport } from "#core/scene/import-report.ts";
import { refuse } from "#core/scene/import-report.ts";
import { messageOf } from "../errors.ts";
import { countPackedFrames } from "../frame/packed-depth.ts";
import type { ScanFile } from "./scan-folder.ts";

/** How many of the frames with these numbers, from number 0 on, have sensor depth in a `depth.bin`; 0 without one that can be used. */
export async function countPackedDepth(
  file: ScanFile | null,
  numbers: readonly number[],
  report: ImportReport,
): Promise<number> {
  if (!file) return 0;
  const wanted = numbers.reduce((most, number) => Math.max(most, number + 1), 0);
  try {
    const { frames, problem } = await countPackedFrames(file.path, wanted);
    if (problem) refuse(report, file.shown, `${problem}. Its first ${frames} frames are used`);
    else if (frames < wanted)
      report.warnings.push(
        `${file.shown} has ${frames} frames, the photos go up to number ${wanted - 1}: the later ones have no sensor depth`,
      );
    return frames;
  } catch (error) {
    refuse(report, file.shown, messageOf(error));
    return 0;
  }
}
