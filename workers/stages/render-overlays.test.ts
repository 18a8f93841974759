import { expect, it } from "vitest";
import { RunParameters } from "#core/run/run-parameters.ts";
import { SampleState } from "#core/sample/sample-state.ts";
import { createSample, createScene } from "#server/test/factories.ts";
import { inRollback } from "#server/test/in-rollback.ts";
import { performStage } from "../test/perform-stage.ts";

it("hands on what a gate may still decide, whether or not another gate let it through before", () =>
  inRollback(async (ctx) => {
    const { frameId } = await createScene(ctx);
    const ids = new Map<SampleState, string>();
    for (const [number, state] of SampleState.options.entries())
      ids.set(state, await createSample(ctx, frameId, { number, state }));
    const next = await performStage(ctx, "render-overlays", frameId, RunParameters.parse({}));
    // What was worded is rendered now.
    const open = ["worded", "rendered", "queued"] as const;
    expect(next.toSorted()).toEqual(open.map((state) => ids.get(state)).toSorted());
  }));
