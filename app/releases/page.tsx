import { ListFilter, PackageCheck } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import * as z from "zod";
import { findDrafts } from "#server/draft/find-drafts.ts";
import { pickDraft } from "#server/draft/pick-draft.ts";
import { preflightOf, waivedCodes } from "#server/preflight/get-preflight.ts";
import { choiceOfDraft } from "#server/preflight/preflight-scope.ts";
import { findReleases } from "#server/release/find-releases.ts";
import { previewFreeze } from "#server/release/preview-freeze.ts";
import { readPage } from "#server/web/read-page.ts";
import { DraftTable } from "#components/draft/draft-table.tsx";
import { NewDraft } from "#components/draft/new-draft.tsx";
import { FreezePanel } from "#components/release/freeze-panel.tsx";
import { ReleaseTable } from "#components/release/release-table.tsx";
import { PageBody } from "#components/shell/page-body.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { freeze, startDraft } from "./actions.ts";

export const metadata: Metadata = { title: "Releases" };

export default async function ReleasesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const draftId = z
    .string()
    .optional()
    .catch(undefined)
    .parse((await searchParams)["draft"]);
  const [releases, drafts] = await readPage((ctx) =>
    Promise.all([findReleases(ctx), findDrafts(ctx)]),
  );
  return (
    <PageBody>
      <PageHeader title="Releases">
        A release is frozen: what is in it never changes, and every file carries its hash.
      </PageHeader>
      <div className="grid grid-cols-[minmax(0,1fr)_26rem] items-start gap-4">
        <div className="flex min-w-0 flex-col gap-4">
          <Panel title="Frozen versions" flush>
            {releases.length === 0 ? (
              <EmptyState icon={<PackageCheck />} title="Nothing frozen yet">
                Accept some samples in the review, then freeze them here.
              </EmptyState>
            ) : (
              <ReleaseTable releases={releases} />
            )}
          </Panel>
          <Panel title="Drafts" aside={<NewDraft create={startDraft} />} flush>
            {drafts.length === 0 ? (
              <EmptyState icon={<ListFilter />} title="No draft">
                A draft chooses the samples of a release: so many of each operation, so many of a
                scene, these in any case and those not.
              </EmptyState>
            ) : (
              <DraftTable drafts={drafts} />
            )}
          </Panel>
        </div>
        <div id="freeze">
          <Suspense fallback={<PreviewSkeleton />}>
            <Freeze draftId={draftId} />
          </Suspense>
        </div>
      </div>
    </PageBody>
  );
}

/** Looks through every candidate, which takes its time: the lists beside it do not wait. */
async function Freeze({ draftId }: { draftId: string | undefined }) {
  const [accepted, gated, draft] = await readPage((ctx) =>
    Promise.all([
      previewFreeze(ctx, { source: "accepted" }),
      previewFreeze(ctx, { source: "gated" }),
      draftId === undefined ? null : pickDraft(ctx, draftId),
    ]),
  );
  const preflight = draft && (await readPage((ctx) => preflightOf(ctx, choiceOfDraft(draft))));
  const drafted = draft && {
    id: draft.id,
    name: draft.name,
    ids: draft.pick.ids,
    obstacles: preflight?.isRequired ? preflight.obstacles : [],
    preview: await readPage((ctx) =>
      previewFreeze(ctx, {
        source: draft.spec.query.source,
        ids: draft.pick.ids,
        waived: preflight ? waivedCodes(preflight) : undefined,
      }),
    ),
  };
  return <FreezePanel previews={{ accepted, gated }} draft={drafted} freeze={freeze} />;
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
