import { ratesByReason } from "#core/gate/accountability/by-reason.ts";
import { calibrationOf } from "#core/gate/accountability/calibration.ts";
import { confusionOf, ratesByOperation, ratesOf } from "#core/gate/accountability/confusion.ts";
import { mergeAlike } from "#core/gate/accountability/merge-alike.ts";
import type { Disagreements } from "#server/gate/find-disagreements.ts";
import type { GateWording } from "#server/gate/find-gate-wordings.ts";
import type { GateReport } from "#server/gate/get-gate-report.ts";
import { Panel } from "#components/ui/panel.tsx";
import { ConfusionTable } from "./confusion-table.tsx";
import { CostFacts } from "./cost-facts.tsx";
import { DisagreementList } from "./disagreement-list.tsx";
import { RatesTable } from "./rates-table.tsx";
import { ReasonTable } from "./reason-table.tsx";
import { ReliabilityPanel } from "./reliability-panel.tsx";
import { ThresholdPanel } from "./threshold-panel.tsx";
import { WordingTable } from "./wording-table.tsx";

/** How good a gate is, by what people said of the same candidates. */
export function GateAccountability({
  report: { outcomes, spending },
  disagreements: { droppedAccepted, keptRejected },
  wordings,
}: {
  report: GateReport;
  disagreements: Disagreements;
  wordings: readonly GateWording[];
}) {
  const reasons = ratesByReason(outcomes);
  return (
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
        {wordings.length > 0 && (
          <Panel title="Its words" flush>
            <WordingTable wordings={wordings} />
          </Panel>
        )}
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
        <ThresholdPanel outcomes={mergeAlike(outcomes)} />
        <ReliabilityPanel calibration={calibrationOf(outcomes)} />
        <Panel title="Cost of the model">
          <CostFacts spending={spending} />
        </Panel>
      </div>
    </div>
  );
}
