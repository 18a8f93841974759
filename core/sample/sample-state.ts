import * as z from "zod";

/**
 * The life of a sample.
 *
 * `proposed` (boxes and operation) -> `checked` (findings) -> `worded` (instruction) -> `rendered`
 * (before and after pictures) -> the gate sends it on to `queued` for people or to `dropped` ->
 * `accepted` or `rejected` by a person. A verdict can be undone, which queues the sample again. Another gate
 * may look at what is queued as long as nobody has.
 */
export const SampleState = z.enum([
  "proposed",
  "checked",
  "worded",
  "rendered",
  "queued",
  "dropped",
  "accepted",
  "rejected",
]);
export type SampleState = z.infer<typeof SampleState>;

/** What can happen to a sample. */
export const SampleEvent = z.enum([
  "check",
  "word",
  "render",
  "keep",
  "drop",
  "accept",
  "reject",
  "undo",
]);
export type SampleEvent = z.infer<typeof SampleEvent>;

/** THE table of allowed moves. Everything that changes a state goes through {@link nextState}. */
const moves: Record<SampleState, Partial<Record<SampleEvent, SampleState>>> = {
  proposed: { check: "checked" },
  checked: { word: "worded" },
  worded: { render: "rendered" },
  rendered: { keep: "queued", drop: "dropped" },
  queued: { keep: "queued", drop: "dropped", accept: "accepted", reject: "rejected" },
  dropped: {},
  accepted: { undo: "queued" },
  rejected: { undo: "queued" },
};

/** The state after `event`, or null when the event is not allowed in `state`. */
export function nextState(state: SampleState, event: SampleEvent): SampleState | null {
  return moves[state][event] ?? null;
}

/** The states from which `event` is allowed. */
export function statesBefore(event: SampleEvent): SampleState[] {
  return SampleState.options.filter((state) => nextState(state, event) !== null);
}
