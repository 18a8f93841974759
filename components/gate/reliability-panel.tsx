import type { Calibration } from "#core/gate/accountability/calibration.ts";
import { Panel } from "#components/ui/panel.tsx";
import { ReliabilityChart } from "./reliability-chart.tsx";

/** Whether the model is right as often as it is sure. */
export function ReliabilityPanel({ calibration }: { calibration: Calibration }) {
  const { keep, drop, error } = calibration;
  return (
    <Panel
      title="Confidence"
      aside={
        error !== null && (
          <span className="figures text-xs text-soft">calibration error {error.toFixed(2)}</span>
        )
      }
    >
      {keep.length + drop.length === 0 ? (
        <p className="text-xs text-soft">No confidence was stated.</p>
      ) : (
        <ReliabilityChart calibration={calibration} />
      )}
    </Panel>
  );
}
