import { expect, test } from "vitest";
import { GateOptions } from "#core/gate/gate-options.ts";
import type { GateChoice } from "#server/gate/get-gate-choice.ts";
import { readGateForm, startGateForm } from "./gate-form.ts";

const rules = { gate: { kind: "rules" as const }, budgetDollars: null };
const seer = GateOptions.parse({ kind: "mllm", model: "seer", votes: 3, temperature: 0.7 });
const server = { model: "oracle", priced: true };
const choice = (given: Partial<GateChoice>): GateChoice => ({ server, last: rules, ...given });

test("the fields begin as the last run had them, or with what the server is asked for", () => {
  expect(startGateForm(choice({}))).toEqual({ kind: "rules", model: "oracle", budget: "" });
  const last = { gate: seer, budgetDollars: 2.5 };
  expect(startGateForm(choice({ last }))).toEqual({ kind: "mllm", model: "seer", budget: "2.5" });
  expect(startGateForm(choice({ last, server: null })).kind).toBe("rules");
  expect(startGateForm(choice({ last, server: { ...server, priced: false } })).budget).toBe("");
});

test("another model keeps the other options of the last one", () => {
  const last = { gate: seer, budgetDollars: null };
  const form = { kind: "mllm" as const, model: " other ", budget: "1.5" };
  expect(readGateForm(form, choice({ last }))).toEqual({
    request: { parameters: { gate: { ...seer, model: "other" } }, budgetDollars: 1.5 },
  });
  expect(readGateForm({ ...form, kind: "rules" }, choice({ last }))).toEqual({
    request: { parameters: { gate: { kind: "rules" } } },
  });
});

test("a model without a name and a budget that is none are told", () => {
  const form = { kind: "mllm" as const, model: "seer", budget: "" };
  expect(readGateForm({ ...form, model: " " }, choice({}))).toHaveProperty("problem");
  expect(readGateForm({ ...form, budget: "some" }, choice({}))).toHaveProperty("problem");
});
