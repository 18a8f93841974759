import type { Metadata } from "next";
import { ratesByReason } from "#core/gate/accountability/by-reason.ts";
import { calibrationOf } from "#core/gate/accountability/calibration.ts";
import { confusionOf, ratesByOperation, ratesOf } from "#core/gate/accountability/confusion.ts";
import { mergeAlike } from "#core/gate/accountability/merge-alike.ts";
import { findDisagreements } from "#server/gate/find-disagreements.ts";
import { findGates } from "#server/gate/find-gates.ts";
import { GateFilter } from "#server/gate/gate-filter.ts";
import { getGateReport } from "#server/gate/get-gate-report.ts";
import { findSceneIds } from "#server/scene/find-scene-ids.ts";
import { readPage } from "#server/web/read-page.ts";
import { ConfusionTable } from "#components/gate/confusion-table.tsx";
import { CostFacts } from "#components/gate/cost-facts.tsx";
import { DisagreementList } from "#components/gate/disagreement-list.tsx";
import { GatePicker } from "#components/gate/gate-picker.tsx";
import { gateQuery, gateQueryFrom } from "#components/gate/gate-query.ts";
import { NoVerdicts } from "#components/gate/no-verdicts.tsx";
import { RatesTable } from "#components/gate/rates-table.tsx";
import { ReasonTable } from "#components/gate/reason-table.tsx";
import { ReliabilityPanel } from "#components/gate/reliability-panel.tsx";
import { ThresholdPanel } from "#components/gate/threshold-panel.tsx";
import { PageBody } from "#components/shell/page-body.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";

export const metadata: Metadata = { title: "Gate" };

export default async function GatePage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const asked = gateQueryFrom(await searchParams);
  const [gates, sceneIds] = await readPage((ctx) =>
    Promise.all([findGates(ctx), findSceneIds(ctx)]),
  );
  const gate = asked.gate ?? gates[0]?.gate;
  if (gate === undefined) return <NoVerdicts />;
  const query = { ...asked, gate };
  const filter = GateFilter.safeParse({
    gate,
    runId: query.run,
    sceneId: query.scene,
    operation: query.operation,
  });
  const found = await readPage(async (ctx) =>
    filter.success
      ? Promise.all([getGateReport(ctx, filter.data), findDisagreements(ctx, filter.data)])
      : null,
  );
  const [{ outcomes, spending }, { droppedAccepted, keptRejected }] = found;
  const reasons = ratesByReason(outcomes);
  return (
    <PageBody>
      <PageHeader
        title="Gate"
        aside={
          <GatePicker gates={gates.map((one) => one.gate)} sceneIds={sceneIds} query={query} />
        }
      >
        How good {gate === "rules" ? "the gate of rules" : gate} is, held against what people decide.
      </PageHeader>
      <div className="grid grid-cols-[minmax(0,1fr)_21rem] items-start gap-4">
        <div className="flex min-w-0 flex-col gap-4">
          <Panel title="What the gate said, and what people say" flush>
            <ConfusionTable rows={confusionOf(outcomes)} />
          </Panel>
          <Panel title="Precision and recall" flush>
            <RatesTable rates={ratesOf(outcomes)} byOperation={ratesByOperation(outcomes)} />
          </Panel>
          <Panel title="Reasons" flush>
            {reasons.length === 0 ? (
              <p className="p-4 text-xs text-soft">Nobody has given a reason yet.</p>
            ) : (
              <ReasonTable rows={reasons} />
            )}
          </Panel>
          <div className="grid grid-cols-2 items-start gap-4">
            <Panel title="Gate dropped, person accepted" flush>
              <DisagreementList samples={droppedAccepted} />
            </Panel>
            <Panel title="Gate kept, person rejected" flush>
              <DisagreementList samples={keptRejected} />
            </Panel>
          </div>
        </div>
        <div className="flex flex-col gap-4">
          <ThresholdPanel key={gateQuery(query)} outcomes={mergeAlike(outcomes)} />
          <ReliabilityPanel calibration={calibrationOf(outcomes)} />
          <Panel title="Cost of the model">
            <CostFacts spending={spending} />
          </Panel>
        </div>
      </div>
    </PageBody>
  );
}
