import { ImageOff } from "lucide-react";
import type { Metadata } from "next";
import { getScene } from "#server/scene/get-scene.ts";
import { readPage } from "#server/web/read-page.ts";
import { FrameCard } from "#components/scene/frame-card.tsx";
import { ImportReportPanel } from "#components/scene/import-report-panel.tsx";
import { LazySceneSpace } from "#components/scene/lazy-space.tsx";
import { photoName, photoOrigin } from "#components/scene/photo-origin.ts";
import { RejectedFrames } from "#components/scene/rejected-frames.tsx";
import { ScoreHistogram } from "#components/scene/score-histogram.tsx";
import { PageBody } from "#components/shell/page-body.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Count } from "#components/ui/count.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";

type Props = { params: Promise<{ sceneId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).sceneId) };
}

export default async function ScenePage({ params }: Props) {
  const sceneId = decodeURIComponent((await params).sceneId);
  const scene = await readPage((ctx) => getScene(ctx, sceneId));
  const { frames, selectFrames: limits } = scene;
  const kept = frames.filter(({ selection }) => selection === "kept");
  const rejected = frames.flatMap((frame) =>
    frame.selection === "rejected" && frame.selectionDetail
      ? [{ id: frame.id, name: photoName(frame), detail: frame.selectionDetail }]
      : [],
  );
  const isSpare = ({ detail }: (typeof rejected)[number]) =>
    detail.reasons.some(({ kind }) => kind === "group-served");
  const leftOut = rejected.filter((frame) => !isSpare(frame));
  const untried = frames.length - kept.length - rejected.length;
  const spareIds = new Set(rejected.filter(isSpare).map(({ id }) => id));
  const scores = (isOne: (frame: (typeof frames)[number]) => boolean) =>
    frames.flatMap((frame) => (frame.sharpness !== null && isOne(frame) ? frame.sharpness : []));
  const sampleCount = frames.reduce((sum, frame) => sum + frame._count.samples, 0);
  const base = `/scenes/${encodeURIComponent(sceneId)}/frames`;
  return (
    <PageBody>
      <PageHeader
        trail={[{ href: "/", label: "Overview" }]}
        title={sceneId}
        aside={
          <>
            <ButtonLink href={`/scenes/${encodeURIComponent(sceneId)}/selection`}>
              Selection report
            </ButtonLink>
            {sampleCount > 0 && (
              <ButtonLink href={`/samples?scene=${encodeURIComponent(sceneId)}`}>
                <span className="figures">
                  <Count of={sampleCount} noun="sample" />
                </span>
              </ButtonLink>
            )}
          </>
        }
      >
        <span className="figures">
          <Count of={frames.length} noun="photo" />, {kept.length} kept,{" "}
          <Count of={scene.objects.length} noun="object" />
        </span>
        , {scene.source}, imported <RelativeTime at={scene.importedAt} />
      </PageHeader>
      <div className="grid grid-cols-[minmax(0,1fr)_22rem] items-start gap-4">
        <div className="h-[30rem] overflow-hidden rounded-lg border border-line">
          <LazySceneSpace
            sceneId={sceneId}
            pointsHash={scene.pointsHash}
            // Boxes that are stated for one photo alone have no place in a common room.
            objects={scene.objects.flatMap(({ id, label, box, frameKey }) =>
              frameKey === null ? [{ id, label, box }] : [],
            )}
            cameras={frames.map(({ id, number, selection, cameraFromWorld, intrinsics }) => ({
              id,
              number,
              selection,
              cameraFromWorld,
              intrinsics,
            }))}
          />
        </div>
        <div className="flex flex-col gap-4">
          {frames.some(({ sharpness }) => sharpness !== null) &&
            limits.sharpnessRule === "published" && (
              <Panel title="Sharpness of tried photos">
                <ScoreHistogram
                  kept={scores(({ selection }) => selection === "kept")}
                  good={scores(({ id }) => spareIds.has(id))}
                  rejected={scores(
                    ({ id, selection }) => selection === "rejected" && !spareIds.has(id),
                  )}
                  limits={[{ name: "published", score: limits.sharpnessMin }]}
                />
              </Panel>
            )}
          <ImportReportPanel report={scene.report} />
        </div>
      </div>
      <section className="mt-8">
        <h2 className="mb-3 text-sm font-semibold">
          Photos kept <span className="figures font-normal text-soft">{kept.length}</span>
        </h2>
        {kept.length === 0 ? (
          <EmptyState icon={<ImageOff />} title="No photo kept yet">
            {leftOut.length > 0
              ? "None of the photos that were tried is sharp and rich enough. The reasons are below."
              : "Run the pipeline: its first stage chooses them."}
          </EmptyState>
        ) : (
          <div className="grid grid-cols-[repeat(auto-fill,minmax(13.5rem,1fr))] gap-3">
            {kept.map((frame) => (
              <FrameCard
                key={frame.id}
                href={`${base}/${encodeURIComponent(frame.id)}`}
                name={photoName(frame)}
                origin={photoOrigin(frame)}
                imageHash={frame.imageHash}
                sharpness={frame.sharpness}
                objectCount={frame.objectCount}
                sampleCount={frame._count.samples}
              />
            ))}
          </div>
        )}
      </section>
      {leftOut.length > 0 && (
        <section className="mt-8">
          <h2 className="mb-3 text-sm font-semibold">
            Looked at and left out{" "}
            <span className="figures font-normal text-soft">
              {leftOut.length}
              {spareIds.size > 0 &&
                `, beside ${spareIds.size} good ones of groups that another photo stands for`}
            </span>
          </h2>
          <div className="overflow-x-auto rounded-lg border border-line bg-surface">
            <RejectedFrames frames={leftOut} />
          </div>
        </section>
      )}
      {untried > 0 && (
        <details className="mt-6 text-soft">
          <summary className="text-sm font-medium">
            <span className="figures">{untried}</span> photos not looked at
          </summary>
          <p className="mt-1.5 max-w-[70ch]">
            At most one photo of every {limits.every} in a row is kept, and {limits.triesPerGroup}{" "}
            of them are tried. The rest show nearly the same.
          </p>
          <p className="figures mt-1.5 max-w-[90ch] text-2xs">
            {frames
              .filter(({ selection }) => selection === "untried")
              .map(({ stream, number }) => (stream === "dslr" ? `DSLR ${number}` : number))
              .join(", ")}
          </p>
        </details>
      )}
    </PageBody>
  );
}
