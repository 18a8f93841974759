import { OctagonX, ShieldCheck, TriangleAlert } from "lucide-react";
import type { PreflightSeverity } from "#core/release/preflight/preflight-finding.ts";
import { Badge } from "#components/ui/badge.tsx";

const marks = {
  blocking: { icon: <OctagonX aria-hidden />, tone: "bad", text: "Blocking" },
  warning: { icon: <TriangleAlert aria-hidden />, tone: "warn", text: "Warning" },
  waived: { icon: <ShieldCheck aria-hidden />, tone: "neutral", text: "Waived" },
} as const;

/** How bad a finding is, by shape, word and colour. */
export function SeverityMark({ of }: { of: PreflightSeverity | "waived" }) {
  const { icon, tone, text } = marks[of];
  return (
    <Badge tone={tone} icon={icon} className="w-19">
      {text}
    </Badge>
  );
}
