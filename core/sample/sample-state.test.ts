import { expect, test } from "vitest";
import { SampleEvent, SampleState, nextState, statesBefore } from "./sample-state.ts";

test("a sample walks from proposal to verdict and back by undo, and no other way", () => {
  const walk: [SampleState, SampleEvent, SampleState][] = [
    ["proposed", "check", "checked"],
    ["checked", "word", "worded"],
    ["worded", "render", "rendered"],
    ["rendered", "keep", "queued"],
    ["rendered", "drop", "dropped"],
    ["queued", "keep", "queued"],
    ["queued", "drop", "dropped"],
    ["queued", "accept", "accepted"],
    ["queued", "reject", "rejected"],
    ["accepted", "undo", "queued"],
    ["rejected", "undo", "queued"],
  ];
  for (const state of SampleState.options)
    for (const event of SampleEvent.options) {
      const allowed = walk.find(([from, by]) => from === state && by === event);
      expect(nextState(state, event), `${event} in ${state}`).toBe(allowed?.[2] ?? null);
      expect(statesBefore(event).includes(state)).toBe(allowed !== undefined);
    }
});
