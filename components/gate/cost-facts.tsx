import type { GateSpending } from "#core/gate/accountability/cost.ts";
import { costOf } from "#core/gate/accountability/cost.ts";
import { dollarsText } from "#components/run/dollars.ts";
import { Facts } from "#components/ui/facts.tsx";

/** What the gate's model cost for each sample that people accepted. */
export function CostFacts({ spending }: { spending: GateSpending }) {
  if (spending.calls === 0) return <p className="text-xs text-soft">No model was asked.</p>;
  const { perCandidate, perAccepted } = costOf(spending);
  const whole = (value: number) => value.toLocaleString("en-GB");
  return (
    <>
      <Facts
        className="text-xs"
        facts={[
          [
            "Per accepted sample",
            <span key="cost" className="font-semibold">
              {perAccepted === null ? "not known yet" : dollarsText(perAccepted)}
            </span>,
          ],
          ["Per candidate", perCandidate === null ? "not known" : dollarsText(perCandidate)],
          ["In all", dollarsText(spending.dollars)],
          ["Accepted", `${whole(spending.accepted)} of ${whole(spending.candidates)} candidates`],
          ["Calls", whole(spending.calls)],
          [
            "Tokens",
            `${whole(spending.inputTokens)} read, ${whole(spending.outputTokens)} written`,
          ],
        ]}
      />
      <p className="mt-3 text-2xs text-soft">
        All calls are in it, also about what was dropped or rejected, votes and answers of no use.
        It falls while people decide what waits. People’s time is not in it.
        {spending.dollars === 0 &&
          " Nothing was charged: the model is free, or no prices are set (docs/gate.md)."}
        {spending.callsWithoutPrice > 0 &&
          ` ${whole(spending.callsWithoutPrice)} calls have no known price and are left out.`}
      </p>
    </>
  );
}
