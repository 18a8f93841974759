import { describe, expect, it } from "vitest";
import { isWithin, PipelineStage, shownStages, Stage, stageAfter } from "./stage.ts";

describe("the pipeline", () => {
  it("ends with the gate, and nothing comes after what is run by itself", () => {
    const followers = Stage.options.map((stage) => stageAfter(stage));
    expect(followers).toEqual([...PipelineStage.options.slice(1), null, null, null, null]);
  });

  it("is no part of a run of one stage by itself", () => {
    for (const stage of PipelineStage.options) {
      expect(isWithin(stage, "gate-candidate")).toBe(true);
      expect(isWithin(stage, "redetect-sample")).toBe(false);
    }
    expect(shownStages("redetect-sample")).toEqual(["redetect-sample"]);
    expect(shownStages("preflight-sample")).toEqual(["preflight-sample"]);
    expect(shownStages("select-frames")).toEqual(PipelineStage.options);
  });
});
