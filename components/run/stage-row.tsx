import type { StageProgress } from "#server/run/get-run-progress.ts";
import { stageText } from "./stage-text.ts";

const parts = [
  { state: "done", fill: "bg-good-fill", text: "done" },
  { state: "skipped", fill: "bg-good-fill/40", text: "unchanged" },
  { state: "failed", fill: "bg-bad", text: "failed" },
  { state: "running", fill: "bg-accent animate-pulse-soft", text: "running" },
  { state: "held", fill: "bg-warn/45", text: "held" },
  { state: "waiting", fill: "bg-transparent", text: "waiting" },
  { state: "cancelled", fill: "bg-line-strong/40", text: "cancelled" },
] as const;

/** How far a stage of a run is, as a bar and in numbers. */
export function StageRow({ stage, isOpen }: { stage: StageProgress; isOpen: boolean }) {
  const total = parts.reduce((sum, { state }) => sum + stage[state], 0);
  const said = parts.filter(({ state }) => stage[state] > 0);
  const text = said.map((part) => `${stage[part.state]} ${part.text}`).join(", ");
  return (
    <li className="grid grid-cols-[8rem_1fr_12rem] items-center gap-x-3" data-stage={stage.stage}>
      <span className={total === 0 ? "text-soft" : undefined}>{stageText[stage.stage]}</span>
      <span className="flex h-1.5 overflow-hidden rounded-full bg-sunken" aria-hidden>
        {said.map(({ state, fill }) => (
          <span
            key={state}
            className={`${fill} transition-[width] duration-500`}
            style={{ width: `${(stage[state] / total) * 100}%` }}
          />
        ))}
      </span>
      <span className="figures truncate text-xs text-soft" title={text}>
        {total === 0 ? (isOpen ? "not reached" : "nothing to do") : text}
      </span>
    </li>
  );
}
