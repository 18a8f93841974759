import { PackageCheck } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { findReleases } from "#server/release/find-releases.ts";
import { previewFreeze } from "#server/release/preview-freeze.ts";
import { readPage } from "#server/web/read-page.ts";
import { FreezePanel } from "#components/release/freeze-panel.tsx";
import { ReleaseTable } from "#components/release/release-table.tsx";
import { PageBody } from "#components/shell/page-body.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { freeze } from "./actions.ts";

export const metadata: Metadata = { title: "Releases" };

export default async function ReleasesPage() {
  const releases = await readPage(findReleases);
  return (
    <PageBody>
      <PageHeader title="Releases">
        A release is frozen: what is in it never changes, and every file carries its hash.
      </PageHeader>
      <div className="grid grid-cols-[minmax(0,1fr)_26rem] items-start gap-4">
        <Panel title="Frozen versions" flush>
          {releases.length === 0 ? (
            <EmptyState icon={<PackageCheck />} title="Nothing frozen yet">
              Accept some samples in the review, then freeze them here.
            </EmptyState>
          ) : (
            <ReleaseTable releases={releases} />
          )}
        </Panel>
        <Suspense fallback={<PreviewSkeleton />}>
          <Freeze />
        </Suspense>
      </div>
    </PageBody>
  );
}

/** Looks through every candidate, which takes its time: the list beside it does not wait. */
async function Freeze() {
  const [accepted, gated] = await readPage((ctx) =>
    Promise.all([
      previewFreeze(ctx, { source: "accepted" }),
      previewFreeze(ctx, { source: "gated" }),
    ]),
  );
  return <FreezePanel previews={{ accepted, gated }} freeze={freeze} />;
}

function PreviewSkeleton() {
  return (
    <Panel title="Freeze a release">
      <p className="mb-4 text-xs text-soft">Checking every candidate again</p>
      <div aria-hidden className="flex animate-pulse-soft flex-col gap-3">
        {["h-8", "h-16", "h-32"].map((height) => (
          <div key={height} className={`rounded-md bg-sunken ${height}`} />
        ))}
      </div>
    </Panel>
  );
}
