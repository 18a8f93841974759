import type { SampleState } from "#core/sample/sample-state.ts";
import { Badge } from "#components/ui/badge.tsx";
import { stateText } from "./state-text.ts";

/** Where a sample is on its way. */
export function StateBadge({ state }: { state: SampleState }) {
  const { text, tone } = stateText[state];
  return <Badge tone={tone}>{text}</Badge>;
}
