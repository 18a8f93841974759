"use client";

import { useMemo, useState } from "react";
import type { GateOutcome } from "#core/gate/accountability/outcome.ts";
import { leastConfidenceOfDrops, whatIf } from "#core/gate/accountability/threshold.ts";
import { Panel } from "#components/ui/panel.tsx";
import { Slider } from "#components/ui/slider.tsx";
import { ShareCell } from "./share-cell.tsx";

const step = 0.01;

/** What would follow if a drop needed more confidence, or less. */
export function ThresholdPanel({ outcomes }: { outcomes: readonly GateOutcome[] }) {
  const inForce = useMemo(() => leastConfidenceOfDrops(outcomes), [outcomes]);
  const [threshold, setThreshold] = useState(inForce ?? 0.5);
  const then = useMemo(() => whatIf(outcomes, threshold), [outcomes, threshold]);
  if (!outcomes.some(({ said, confidence }) => said === "drop" && confidence !== null))
    return (
      <Panel title="Another threshold">
        <p className="text-xs text-soft">
          Nothing was to be dropped with a stated confidence, so there is no threshold to move.
        </p>
      </Panel>
    );
  const { rates, goodDropped } = then;
  const rows = [
    { name: "Drops that are right", share: rates.dropPrecision },
    { name: "Bad ones dropped", share: rates.dropRecall },
    { name: "Good ones let through", share: rates.keepRecall },
  ];
  return (
    <Panel
      title="Another threshold"
      aside={
        inForce !== null &&
        threshold !== inForce && (
          <button
            type="button"
            className="rounded-sm text-xs underline"
            onClick={() => setThreshold(inForce)}
          >
            back to {inForce.toFixed(2)}
          </button>
        )
      }
    >
      <Slider
        label="A drop needs a confidence of"
        value={threshold}
        onChange={setThreshold}
        max={1}
        step={step}
        text={threshold.toFixed(2)}
      />
      <dl
        className="figures mt-2 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1.5 text-xs"
        aria-live="polite"
      >
        <dt className="text-soft">Dropped</dt>
        <dd className="text-right font-semibold">{then.dropped.toLocaleString("en-GB")}</dd>
        <dt className="text-soft">
          {then.morePeople < 0 ? "Fewer for people" : "More for people"}
        </dt>
        <dd className="text-right font-semibold">
          {Math.abs(then.morePeople).toLocaleString("en-GB")}
        </dd>
        <dt className="text-soft">Good ones dropped, about</dt>
        <dd className="text-right">
          {goodDropped ? (
            <>
              <span className="font-semibold">{count(goodDropped.value)}</span>{" "}
              <span className="text-2xs text-soft">
                ({count(goodDropped.low)} to {count(goodDropped.high)})
              </span>
            </>
          ) : (
            <span className="text-2xs text-soft">not known yet</span>
          )}
        </dd>
      </dl>
      <dl className="figures mt-3 grid grid-cols-[1fr_9rem] items-center gap-x-4 gap-y-2.5 text-xs">
        {rows.map(({ name, share }) => (
          <div key={name} className="contents">
            <dt className="text-soft">{name}</dt>
            <dd>
              <ShareCell share={share} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-2xs text-soft">
        {inForce === null
          ? "Nothing was dropped: people saw all that the model wanted dropped."
          : threshold < inForce
            ? `People saw all that the model wanted dropped with less than ${inForce.toFixed(2)}.`
            : "What would come to people is known from the draw alone."}{" "}
        These figures rest on {then.seen} dropped ones that people have decided.
      </p>
    </Panel>
  );
}

function count(value: number): string {
  return Math.round(value).toLocaleString("en-GB");
}
