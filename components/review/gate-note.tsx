import { Badge } from "#components/ui/badge.tsx";

const tones = { keep: "good", drop: "bad", unsure: "warn" } as const;

/** What the gate said about the stored revision. */
export function GateNote({
  gate,
  changed = false,
}: {
  gate: { gate: string; verdict: string; reasons: string[] } | null;
  /** The edit on the screen is not the one that the gate saw. */
  changed?: boolean;
}) {
  if (!gate) return <p className="text-xs text-soft">No gate has looked at this yet.</p>;
  return (
    <div className="text-xs">
      <p className="flex items-center gap-2">
        <Badge tone={tones[gate.verdict as keyof typeof tones] ?? "neutral"}>{gate.verdict}</Badge>
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
