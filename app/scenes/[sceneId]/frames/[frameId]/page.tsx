import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getFrame } from "#server/frame/get-frame.ts";
import { findSamples } from "#server/sample/find-samples.ts";
import { readPage } from "#server/web/read-page.ts";
import { SampleWall } from "#components/browse/sample-wall.tsx";
import { FrameWorkspace } from "#components/scene/frame-workspace.tsx";
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
  const [frame, { items }] = await readPage((ctx) =>
    Promise.all([getFrame(ctx, frameId), findSamples(ctx, { frameId, limit: 500 })]),
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
        number={frame.number}
        imageHash={frame.imageHash}
        pointsHash={frame.pointsHash}
      />
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
