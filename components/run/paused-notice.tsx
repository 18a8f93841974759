"use client";

import { CirclePause } from "lucide-react";
import { useState } from "react";
import type { RunProgress } from "#server/run/get-run-progress.ts";
import type { GateProgress } from "#server/gate/get-gate-progress.ts";
import { May, WhoMay } from "#components/account/may.tsx";
import { Button } from "#components/ui/button.tsx";
import { TextInput } from "#components/ui/text-input.tsx";
import { costOfAll, dollarsText, readBudget } from "./dollars.ts";

export type Resume = (budget: { budgetDollars?: number | null }) => void;

/** Why a run rests, and the way on: with another budget where the old one is used up. */
export function PausedNotice({
  run,
  gate,
  disabled,
  onResume,
}: {
  run: RunProgress;
  gate: GateProgress | null;
  disabled: boolean;
  onResume: Resume;
}) {
  const isSpent = run.pauseReason !== null && gate?.budget != null;
  return (
    <div className="mb-3 rounded-md bg-warn-wash px-3 py-2.5 text-xs">
      <p className="flex gap-2">
        <CirclePause className="mt-px size-3.5 shrink-0 text-warn" aria-hidden />
        <span>
          {run.pauseReason
            ? sentence(run.pauseReason)
            : "Paused by hand. What is in hand ends; the rest is held and goes on where it stands."}
        </span>
      </p>
      <div className="mt-2.5 pl-5.5">
        <May do="run.resume" otherwise={<WhoMay do="run.resume" />}>
          {isSpent ? (
            <BudgetForm run={run} gate={gate} disabled={disabled} onResume={onResume} />
          ) : (
            <ResumeButton disabled={disabled} onClick={() => onResume({})} />
          )}
        </May>
      </div>
    </div>
  );
}

function BudgetForm({
  run,
  gate,
  disabled,
  onResume,
}: {
  run: RunProgress;
  gate: GateProgress;
  disabled: boolean;
  onResume: Resume;
}) {
  const stage = run.stages.find(({ stage }) => stage === "gate-candidate");
  const left = stage ? stage.waiting + stage.held + stage.running : 0;
  const all = costOfAll(gate.spent, stage ? stage.done + stage.skipped : 0, left);
  const [text, setText] = useState(all === null ? "" : String(all));
  const read = readBudget(text);
  const problem =
    "problem" in read
      ? read.problem
      : read.dollars !== null && read.dollars <= gate.spent
        ? `${dollarsText(gate.spent)} are spent already.`
        : null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if ("dollars" in read && problem === null) onResume({ budgetDollars: read.dollars });
      }}
    >
      <div className="flex items-center gap-2">
        <TextInput
          label="budget in all $"
          value={text}
          placeholder="no limit"
          invalid={problem !== null}
          onChange={setText}
          className="w-44"
        />
        <ResumeButton disabled={disabled || problem !== null} />
      </div>
      <p className="mt-1.5 min-h-4 text-soft" role={problem ? "alert" : undefined}>
        {problem ??
          (all === null
            ? "Nothing is done yet from which the cost of the rest could be told."
            : `At the rate so far, all candidates that are known take ${dollarsText(all)}.`)}
      </p>
    </form>
  );
}

function ResumeButton({ disabled, onClick }: { disabled: boolean; onClick?: () => void }) {
  return (
    <Button
      size="sm"
      look="primary"
      type={onClick ? "button" : "submit"}
      disabled={disabled}
      onClick={onClick}
    >
      Resume
    </Button>
  );
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
