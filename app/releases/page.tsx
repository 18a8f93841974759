import { PackageCheck } from "lucide-react";
import type { Metadata } from "next";
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
  const [releases, accepted, gated] = await readPage((ctx) =>
    Promise.all([
      findReleases(ctx),
      previewFreeze(ctx, { source: "accepted" }),
      previewFreeze(ctx, { source: "gated" }),
    ]),
  );
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
        <FreezePanel previews={{ accepted, gated }} freeze={freeze} />
      </div>
    </PageBody>
  );
}
