import type { SampleState } from "#core/sample/sample-state.ts";

/** Whether a gate's verdict is kept from people: they judge what a model judged without knowing what it said. */
export function isKeptFromPeople(gate: string, state: SampleState): boolean {
  return gate !== "rules" && state === "queued";
}
