import { expect, test } from "vitest";
import { GateOptions } from "./gate-options.ts";

test("no options mean the rules, and a model needs its name only", () => {
  expect(GateOptions.parse(undefined)).toEqual({ kind: "rules" });
  expect(GateOptions.parse({ kind: "mllm", model: "qwen3-vl" })).toEqual({
    kind: "mllm",
    model: "qwen3-vl",
    prompt: "gate-1",
    votes: 1,
    temperature: 0,
    pictureSidePixels: 768,
    barePhoto: false,
    dropAtConfidence: 0.6,
    auditShare: 0.05,
    maxOutputTokens: 1500,
  });
});

test.each([
  { kind: "mllm" },
  { kind: "mllm", model: "" },
  { kind: "mllm", model: "a", prompt: "gate-0" },
  { kind: "mllm", model: "a", votes: 10 },
  { kind: "mllm", model: "a", votes: 1.5 },
  { kind: "mllm", model: "a", pictureSidePixels: 100 },
  { kind: "mllm", model: "a", auditShare: 2 },
])("%o is refused", (options) => {
  expect(GateOptions.safeParse(options).success).toBe(false);
});
