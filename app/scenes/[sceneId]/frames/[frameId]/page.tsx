import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getFrame } from "#server/frame/get-frame.ts";
import { getFrameTask } from "#server/frame/get-frame-task.ts";
import { findModels } from "#server/model/find-models.ts";
import { findScaleBiases } from "#server/scene/find-scale-biases.ts";
import { findSamples } from "#server/sample/find-samples.ts";
import { readPage } from "#server/web/read-page.ts";
import { startPipeline } from "../../../../actions.ts";
import { SampleWall } from "#components/browse/sample-wall.tsx";
import { FrameWorkspace } from "#components/frame/frame-workspace.tsx";
import { ReconstructPanel } from "#components/frame/reconstruct-panel.tsx";
import { ScaleNotes } from "#components/frame/scale-notes.tsx";
import { photoName, photoOrigin } from "#components/scene/photo-origin.ts";
import { PageBody } from "#components/shell/page-body.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";

export const metadata: Metadata = { title: "Photo" };

export default async function FramePage({
  params,
}: {
  params: Promise<{ sceneId: string; frameId: string }>;
}) {
  const sceneId = decodeURIComponent((await params).sceneId);
  const frameId = decodeURIComponent((await params).frameId);
  const [frame, { items }, task, biases, { models }] = await readPage((ctx) =>
    Promise.all([
      getFrame(ctx, frameId),
      findSamples(ctx, { frameId, limit: 500 }),
      getFrameTask(ctx, frameId),
      findScaleBiases(ctx, sceneId),
      findModels(),
    ]),
  );
  if (frame.sceneId !== sceneId) notFound();
  return (
    <PageBody>
      <PageHeader
        trail={[
          { href: "/", label: "Overview" },
          { href: `/scenes/${encodeURIComponent(sceneId)}`, label: sceneId },
        ]}
        title={photoName(frame)}
      >
        <span className="figures">
          {frame.width} × {frame.height}, {photoOrigin(frame)}
          {frame.selectionDetail &&
            `, ${frame.selectionDetail.reasons.map(({ text }) => text).join("; ")}`}
        </span>
      </PageHeader>
      <FrameWorkspace
        scene={frame.scene}
        reconstructions={frame.reconstructions}
        number={frame.number}
        imageHash={frame.imageHash}
        pointsHash={frame.pointsHash}
      />
      <div className="mt-4 flex flex-col gap-4">
        <ScaleNotes biases={biases} />
        {frame.imageHash && (
          <ReconstructPanel
            frameId={frameId}
            models={models
              .filter(({ manifest }) => manifest.contract === "detany3d/1")
              .map(({ manifest }) => manifest.name)}
            task={task}
            start={startPipeline}
          />
        )}
      </div>
      {items.length > 0 && (
        <section className="mt-8">
          <h2 className="mb-3 text-sm font-semibold">
            Samples <span className="figures font-normal text-soft">{items.length}</span>
          </h2>
          <SampleWall samples={items.toSorted((a, b) => a.number - b.number)} />
        </section>
      )}
    </PageBody>
  );
}
