import { Ban } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";

/** That no release may hold a sample, and why. Nothing where one may. */
export function NotForReleaseBadge({ reason }: { reason: string | null }) {
  return (
    reason && (
      <Badge tone="warn" icon={<Ban aria-hidden />}>
        {reason}
      </Badge>
    )
  );
}
