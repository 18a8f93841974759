"use client";

import { EyeOff } from "lucide-react";
import { useState, useTransition } from "react";
import type { SampleGate } from "#server/gate/get-sample-gate.ts";
import type { ActionResult } from "#server/web/action.ts";
import { Button } from "#components/ui/button.tsx";
import { GateReport } from "./gate-report.tsx";

/** What the gate's model said about a sample that people have still to judge: fetched only when somebody asks for it. */
export function GateDisclosure({
  sampleId,
  gate,
  look,
}: {
  sampleId: string;
  gate: string;
  look: (request: { sampleId: string }) => Promise<ActionResult<SampleGate>>;
}) {
  const [pending, startTransition] = useTransition();
  const [said, setSaid] = useState<SampleGate | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  if (said) return <GateReport said={said} />;
  const show = () =>
    startTransition(async () => {
      const answer = await look({ sampleId }).catch(() => null);
      if (answer?.ok) setSaid(answer.value);
      else setRefusal(answer?.message ?? "The server cannot be reached.");
    });
  return (
    <div className="flex flex-col items-start gap-2.5 text-xs">
      <p className="flex gap-2 text-soft">
        <EyeOff className="mt-px size-3.5 shrink-0" aria-hidden />
        <span>
          {gate} has judged this sample. People judge it without knowing how; that somebody looked
          is written down.
        </span>
      </p>
      <Button size="sm" disabled={pending} onClick={show}>
        Show what the gate said (you will know before you judge)
      </Button>
      {refusal && (
        <p role="alert" className="text-bad">
          {refusal}
        </p>
      )}
    </div>
  );
}
