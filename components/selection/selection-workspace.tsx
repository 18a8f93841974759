"use client";

import { Play, RotateCcw } from "lucide-react";
import { useDeferredValue, useMemo, useState } from "react";
import { canonicalJson } from "#core/canonical-json.ts";
import { FrameStream } from "#core/frame/frame-image.ts";
import type { SelectFramesOptions } from "#core/frame/select-frames-options.ts";
import type { PipelineStage } from "#core/stage.ts";
import type { SelectionReport } from "#server/frame/get-selection-report.ts";
import type { ActionResult } from "#server/web/action.ts";
import { LiveRefresh } from "#components/run/live-refresh.tsx";
import { ScoreHistogram } from "#components/scene/score-histogram.tsx";
import { useMay, WhoMay } from "#components/account/may.tsx";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Select } from "#components/ui/select.tsx";
import { useAction } from "#components/ui/use-action.ts";
import { CoveragePanel } from "./coverage-panel.tsx";
import { LimitsForm } from "./limits-form.tsx";
import { PhotoGrid } from "./photo-grid.tsx";
import { PreviewSummary } from "./preview-summary.tsx";
import type { PreviewPhoto } from "./selection-preview.ts";
import { selectionPreview } from "./selection-preview.ts";

const ends = [
  { value: "select-frames", label: "and stop there" },
  { value: "gate-candidate", label: "and go on to candidates" },
] as const satisfies { value: PipelineStage; label: string }[];

export type SelectAgain = (request: {
  sceneIds: string[];
  until: PipelineStage;
  parameters: { seed: number; selectFrames: SelectFramesOptions };
}) => Promise<ActionResult<string>>;

/** A scene's selection with its limits in reach: what they would give is shown at once, and a run makes it so. */
export function SelectionWorkspace({
  report,
  selectAgain,
}: {
  report: SelectionReport;
  selectAgain: SelectAgain;
}) {
  const { pending, perform } = useAction();
  const mayRun = useMay("run.start");
  const [options, setOptions] = useState(report.options);
  const [seed, setSeed] = useState(report.seed);
  const [until, setUntil] = useState<(typeof ends)[number]["value"]>("select-frames");
  const wanted = useDeferredValue(options);
  const wantedSeed = useDeferredValue(seed);
  const preview = useMemo(
    () => selectionPreview(report, wantedSeed, wanted),
    [report, wantedSeed, wanted],
  );
  const { selection, photos, coverage } = preview;
  const streams = FrameStream.options.filter((stream) =>
    report.frames.some((frame) => frame.stream === stream),
  );
  const isStored = canonicalJson([options, seed]) === canonicalJson([report.options, report.seed]);
  const run = () =>
    perform(
      () =>
        selectAgain({
          sceneIds: [report.sceneId],
          until,
          parameters: { seed, selectFrames: options },
        }),
      { title: "The selection runs", description: "This page follows it." },
    );
  return (
    <div className="grid grid-cols-[18.5rem_minmax(0,1fr)] items-start gap-4">
      {report.selecting && <LiveRefresh everyMilliseconds={1500} />}
      <div className="sticky top-4 max-h-[calc(100vh-2rem)] overflow-y-auto">
        <Panel
          title="Limits"
          aside={
            !isStored && (
              <Button
                size="sm"
                look="ghost"
                onClick={() => {
                  setOptions(report.options);
                  setSeed(report.seed);
                }}
              >
                <RotateCcw className="size-3.5" aria-hidden />
                As stored
              </Button>
            )
          }
        >
          <LimitsForm
            options={options}
            seed={seed}
            onChange={(change) => setOptions((now) => ({ ...now, ...change }))}
            onSeedChange={setSeed}
          />
          <div className="mt-3 flex flex-col gap-2 border-t border-line pt-3">
            <Button
              look="primary"
              disabled={!mayRun || pending || report.selecting}
              onClick={run}
              className="justify-center"
            >
              <Play className="size-3.5" aria-hidden />
              {report.selecting ? "Selecting …" : "Select again with these"}
            </Button>
            <WhoMay do="run.start" />
            <Select
              label="How far the run goes"
              choices={ends}
              value={until}
              onChange={setUntil}
              className="w-full"
            />
          </div>
        </Panel>
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <PreviewSummary preview={preview} isStored={isStored} />
        <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-stretch gap-4">
          <Panel title="Sharpness">
            <ScoreHistogram
              kept={scoresOf(photos, ({ kept }) => kept)}
              good={scoresOf(photos, isSpare)}
              rejected={scoresOf(
                photos,
                (photo) => !photo.kept && !isSpare(photo) && !isUntried(photo),
              )}
              limits={streams.map((stream) => ({
                name: stream,
                score: selection.sharpnessLimits[stream],
              }))}
            />
          </Panel>
          <CoveragePanel report={report} photos={photos} coverage={coverage} />
        </div>
        <PhotoGrid sceneId={report.sceneId} photos={photos} severalCameras={streams.length > 1} />
      </div>
    </div>
  );
}

function isSpare({ detail }: PreviewPhoto): boolean {
  return detail.reasons.some(({ kind }) => kind === "group-served");
}

function isUntried({ detail }: PreviewPhoto): boolean {
  return detail.reasons.some(({ kind }) => kind === "not-tried");
}

function scoresOf(
  photos: readonly PreviewPhoto[],
  which: (photo: PreviewPhoto) => boolean,
): number[] {
  return photos.flatMap((photo) => {
    const { measured } = photo.detail;
    return which(photo) && measured && "sharpness" in measured ? [measured.sharpness] : [];
  });
}
