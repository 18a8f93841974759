import type { CoverableObject, SelectionCoverage } from "#core/frame/selection-coverage.ts";
import { selectionCoverage } from "#core/frame/selection-coverage.ts";
import type { Selection } from "#core/frame/select-frames.ts";
import { selectFrames } from "#core/frame/select-frames.ts";
import type { SelectFramesOptions } from "#core/frame/select-frames-options.ts";
import type { SelectionDetail } from "#core/frame/selection.ts";
import type { ReportFrame, SelectionReport } from "#server/frame/get-selection-report.ts";

/** How a photo fares under the limits that are looked at, beside how it was stored. */
export type PreviewPhoto = {
  readonly frame: ReportFrame;
  readonly kept: boolean;
  readonly detail: SelectionDetail;
  readonly change: "added" | "dropped" | null;
};

/** What a selection with other limits would give. */
export type SelectionPreview = {
  readonly selection: Selection;
  /** The photos that were decided on or are kept in store, camera after camera in walking order. */
  readonly photos: readonly PreviewPhoto[];
  readonly coverage: SelectionCoverage;
  readonly keptCount: number;
  readonly addedCount: number;
  readonly droppedCount: number;
};

/** Decides a scene's selection anew from its stored measurements, by the code that the pipeline decides with. */
export function selectionPreview(
  report: Pick<SelectionReport, "sceneId" | "frames" | "includedLabels"> & {
    objects: readonly CoverableObject[];
  },
  seed: number,
  options: SelectFramesOptions,
): SelectionPreview {
  const byId = new Map(report.frames.map((frame) => [frame.id, frame]));
  const measuredOf = (id: string) => byId.get(id)?.detail?.measured ?? null;
  const selection = selectFrames(report.frames, report.sceneId, seed, measuredOf, options);
  const photos = report.frames.flatMap((frame): PreviewPhoto[] => {
    const outcome = selection.outcomes.get(frame.id);
    if (!outcome) return frame.kept ? [droppedUntried(frame)] : [];
    const change = outcome.kept === frame.kept ? null : outcome.kept ? "added" : "dropped";
    return [{ frame, ...outcome, change }];
  });
  const count = (which: (photo: PreviewPhoto) => boolean) => photos.filter(which).length;
  return {
    selection,
    photos: photos.toSorted(
      (a, b) => a.frame.stream.localeCompare(b.frame.stream) || a.frame.number - b.frame.number,
    ),
    coverage: selectionCoverage(report.objects, selection.outcomes, report.includedLabels),
    keptCount: count(({ kept }) => kept),
    addedCount: count(({ change }) => change === "added"),
    droppedCount: count(({ change }) => change === "dropped"),
  };
}

/** A photo that is kept in store and would not be tried any more. */
function droppedUntried(frame: ReportFrame): PreviewPhoto {
  const text = "the groups are cut or drawn otherwise";
  return {
    frame,
    kept: false,
    change: "dropped",
    detail: { ...frame.detail!, reasons: [{ kind: "not-tried", text }] },
  };
}
