import { EyeOff } from "lucide-react";
import type { SampleDetail } from "#server/sample/get-sample.ts";
import { Badge } from "#components/ui/badge.tsx";

/** The tone of what a gate said. */
export const gateTone = { keep: "good", drop: "bad", unsure: "warn" } as const;

/** What the gate said about the stored revision. */
export function GateNote({
  gate,
  changed = false,
}: {
  gate: SampleDetail["gate"];
  /** The edit on the screen is not the one that the gate saw. */
  changed?: boolean;
}) {
  if (!gate) return <p className="text-xs text-soft">No gate has looked at this yet.</p>;
  if (gate.verdict === null)
    return (
      <p className="flex gap-2 text-xs text-soft">
        <EyeOff className="mt-px size-3.5 shrink-0" aria-hidden />
        <span>{gate.gate} has judged it. Shown after your verdict.</span>
      </p>
    );
  return (
    <div className="text-xs">
      <p className="flex items-center gap-2">
        <Badge tone={gateTone[gate.verdict]}>{gate.verdict}</Badge>
        <span className="text-soft">
          by {gate.gate}
          {changed && ", before your change"}
        </span>
      </p>
      {gate.reasons.length > 0 && (
        <ul className="mt-1.5 list-disc pl-4">
          {gate.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
