import type { SampleState } from "#core/sample/sample-state.ts";
import type { Tone } from "#components/ui/badge.tsx";

/** How each state of a sample is said, and its tone. */
export const stateText: Record<SampleState, { text: string; tone: Tone }> = {
  proposed: { text: "Proposed", tone: "neutral" },
  checked: { text: "Checked", tone: "neutral" },
  worded: { text: "Worded", tone: "neutral" },
  rendered: { text: "Rendered", tone: "neutral" },
  queued: { text: "Waiting for review", tone: "accent" },
  dropped: { text: "Dropped by the gate", tone: "warn" },
  accepted: { text: "Accepted", tone: "good" },
  rejected: { text: "Rejected", tone: "bad" },
};
