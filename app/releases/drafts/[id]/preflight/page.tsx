import type { Metadata } from "next";
import { getPreflight } from "#server/preflight/get-preflight.ts";
import { getPreflightRun } from "#server/preflight/get-preflight-run.ts";
import { readPage } from "#server/web/read-page.ts";
import { countLiveWorkers } from "#server/worker/count-live-workers.ts";
import { PreflightWorkspace } from "#components/preflight/preflight-workspace.tsx";
import { PageBody } from "#components/shell/page-body.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { cancelPipeline, pausePipeline, resumePipeline } from "../../../../actions.ts";
import { revoke, start, waive } from "./actions.ts";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "Preflight of a draft" };

export default async function PreflightPage({ params }: Props) {
  const id = decodeURIComponent((await params).id);
  const { preflight, run, workersAlive } = await readPage(async (ctx) => ({
    preflight: await getPreflight(ctx, { draftId: id }),
    run: await getPreflightRun(ctx, id),
    workersAlive: await countLiveWorkers(ctx),
  }));
  return (
    <PageBody>
      <PageHeader
        trail={[
          { href: "/releases", label: "Releases" },
          {
            href: `/releases/drafts/${encodeURIComponent(id)}`,
            label: preflight.draft?.name ?? id,
          },
        ]}
        title="Preflight"
      >
        Every picked sample is checked as a freeze would, on what it says now, and with what people
        said about it.
      </PageHeader>
      <PreflightWorkspace
        key={id}
        draftId={id}
        preflight={preflight}
        run={run}
        workersAlive={workersAlive}
        actions={{
          start,
          waive,
          revoke,
          pause: pausePipeline,
          resume: resumePipeline,
          cancel: cancelPipeline,
        }}
      />
    </PageBody>
  );
}
