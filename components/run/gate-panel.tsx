import type { GateProgress } from "#server/gate/get-gate-progress.ts";
import { causeText } from "#components/review/check-text.ts";
import { Facts } from "#components/ui/facts.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { dollarsText } from "./dollars.ts";
import type { CauseCount } from "./gate-outcomes.ts";
import { causeCounts, gateOutcomes } from "./gate-outcomes.ts";

/** What a run's gate decides, why, and what it takes. */
export function GatePanel({
  gate,
  model,
}: {
  gate: GateProgress;
  /** The model that the run asks; null where the rules alone decide. */
  model: string | null;
}) {
  const { verdicts, causes } = gate;
  const withModel = model !== null;
  return (
    <Panel
      title="Gate"
      aside={<span className="truncate text-xs text-soft">{model ?? "the rules alone"}</span>}
    >
      <Outcomes verdicts={verdicts} withModel={withModel} />
      {withModel && <Spending gate={gate} />}
      {causes.length > 0 && <Causes counts={causeCounts(causes)} withModel={withModel} />}
    </Panel>
  );
}

function Outcomes({
  verdicts,
  withModel,
}: {
  verdicts: GateProgress["verdicts"];
  withModel: boolean;
}) {
  const { kept, unsure, droppedByRules, droppedByModel, audited, total } = gateOutcomes(verdicts);
  const parts = [
    { name: "Kept", count: kept, fill: "bg-good-fill", note: null },
    ...(withModel ? [{ name: "Unsure", count: unsure, fill: "bg-warn", note: "to people" }] : []),
    { name: "Dropped by rules", count: droppedByRules, fill: "bg-line-strong", note: null },
    ...(withModel
      ? [
          {
            name: "Dropped by model",
            count: droppedByModel,
            fill: "bg-bad",
            note: `${audited} to people, blind`,
          },
        ]
      : []),
  ];
  return (
    <>
      <div className="flex h-2 overflow-hidden rounded-full bg-sunken" aria-hidden>
        {parts.map(({ name, count, fill }) => (
          <span
            key={name}
            className={`${fill} transition-[width] duration-500`}
            style={{ width: `${total === 0 ? 0 : (count / total) * 100}%` }}
          />
        ))}
      </div>
      <dl
        className={`mt-2.5 grid gap-x-3 ${withModel ? "grid-cols-[2fr_2fr_3fr_3fr]" : "grid-cols-2"}`}
      >
        {parts.map(({ name, count, fill, note }) => (
          <div key={name}>
            <dt className="flex items-center gap-1.5 text-2xs whitespace-nowrap text-soft">
              <span aria-hidden className={`size-2 shrink-0 rounded-full ${fill}`} />
              {name}
            </dt>
            <dd className="figures mt-0.5 text-base font-semibold">{count}</dd>
            {note && <dd className="figures text-2xs text-soft">{note}</dd>}
          </div>
        ))}
      </dl>
    </>
  );
}

function Spending({ gate: { calls, spent, budget } }: { gate: GateProgress }) {
  return (
    <Facts
      className="mt-3 border-t border-line pt-3 text-xs"
      facts={[
        [
          "Cost",
          budget === null
            ? `${dollarsText(spent)}, no limit`
            : `${dollarsText(spent)} of ${dollarsText(budget)}, ${dollarsText(Math.max(0, budget - spent))} left`,
        ],
        [
          "Answers",
          calls
            ? `${calls.count}, ${calls.useless} of no use; median ${(calls.medianLatencyMs / 1000).toFixed(1)} s, ${calls.perMinute} a minute`
            : "none yet",
        ],
        [
          "Tokens",
          calls
            ? `${thousands(calls.inputTokens)} read, ${thousands(calls.outputTokens)} written`
            : "none yet",
        ],
      ]}
    />
  );
}

function Causes({ counts, withModel }: { counts: readonly CauseCount[]; withModel: boolean }) {
  return (
    <table className="figures mt-3 w-full border-t border-line text-xs">
      <thead>
        <tr className="text-2xs text-soft">
          <th scope="col" className="pt-2.5 pb-1 text-left font-medium">
            Why dropped
          </th>
          {withModel && (
            <>
              <th scope="col" className="w-16 pt-2.5 pb-1 text-right font-medium">
                by model
              </th>
              <th scope="col" className="w-16 pt-2.5 pb-1 text-right font-medium">
                by rules
              </th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {counts.map(({ cause, byModel, byRules }) => (
          <tr key={cause}>
            <th scope="row" className="py-0.5 text-left font-normal">
              {causeText[cause]}
            </th>
            {withModel && <td className="text-right">{byModel || "–"}</td>}
            <td className="w-16 text-right">{byRules || "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const thousands = (count: number) => count.toLocaleString("en-GB");
