import { FolderInput } from "lucide-react";
import { getOverview } from "#server/overview/get-overview.ts";
import type { RunProgress } from "#server/run/get-run-progress.ts";
import { readPage } from "#server/web/read-page.ts";
import { May } from "#components/account/may.tsx";
import { GatePanel } from "#components/run/gate-panel.tsx";
import { LiveRefresh } from "#components/run/live-refresh.tsx";
import { RunPanel } from "#components/run/run-panel.tsx";
import { SceneCard } from "#components/scene/scene-card.tsx";
import { PageBody } from "#components/shell/page-body.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { CodeLine } from "#components/ui/code-line.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { cancelPipeline, pausePipeline, resumePipeline, startPipeline } from "./actions.ts";

export default async function OverviewPage() {
  const { scenes, queued, workersAlive, run, gate, gateChoice, readAt } =
    await readPage(getOverview);
  if (scenes.length === 0) {
    return (
      <EmptyState icon={<FolderInput />} title="No scenes yet">
        <p className="mb-3">
          Import a folder of scans in the ScanNet++ layout, Omni3D files, or photos with a{" "}
          <code>gsi-photos.json</code>. Photos stay where they are.
        </p>
        <CodeLine>bin/gsi import FOLDER</CodeLine>
        <LiveRefresh everyMilliseconds={2000} />
      </EmptyState>
    );
  }
  return (
    <PageBody>
      <PageHeader
        title="Overview"
        aside={
          queued > 0 && (
            <May do="review.lease">
              <ButtonLink href="/review" look="primary">
                <span className="figures">Review {queued} waiting</span>
              </ButtonLink>
            </May>
          )
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)_31rem] items-start gap-6">
        <section>
          <h2 className="mb-3 text-sm font-semibold">
            Scenes <span className="figures font-normal text-soft">{scenes.length}</span>
          </h2>
          <div className="grid grid-cols-[repeat(auto-fill,minmax(17rem,1fr))] gap-4">
            {scenes.map((scene) => (
              <SceneCard key={scene.id} scene={scene} />
            ))}
          </div>
        </section>
        <div className="flex flex-col gap-4">
          <RunPanel
            run={run}
            gate={gate}
            gateChoice={gateChoice}
            workersAlive={workersAlive}
            actions={{
              start: startPipeline,
              pause: pausePipeline,
              resume: resumePipeline,
              cancel: cancelPipeline,
            }}
            readAt={readAt}
          />
          {run && gate && <GatePanel gate={gate} model={modelOf(run)} />}
        </div>
      </div>
    </PageBody>
  );
}

/** The model of a run's gate; null where the rules alone decide. */
function modelOf({ parameters: { gate } }: RunProgress): string | null {
  return gate.kind === "mllm" ? gate.model : null;
}
