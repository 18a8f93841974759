import type { StartRunInput } from "#server/run/start-run.ts";
import type { GateChoice } from "#server/gate/get-gate-choice.ts";
import { readBudget } from "./dollars.ts";

/** What a person chooses for the gate of the next run, as it stands in the fields. */
export type GateForm = {
  readonly kind: "rules" | "mllm";
  /** The model as its server calls it. */
  readonly model: string;
  /** Dollars, or nothing for no limit. */
  readonly budget: string;
};

/** The fields as the last run had them; without a model server, the rules. */
export function startGateForm({ server, last }: GateChoice): GateForm {
  const { gate, budgetDollars } = last;
  return {
    kind: server ? gate.kind : "rules",
    model: gate.kind === "mllm" ? gate.model : (server?.model ?? ""),
    budget: server?.priced && budgetDollars !== null ? String(budgetDollars) : "",
  };
}

/** What the fields ask for: the last model's other options stay. Or why they ask for nothing that can be. */
export function readGateForm(
  { kind, model, budget }: GateForm,
  { server, last }: GateChoice,
): { readonly request: StartRunInput } | { readonly problem: string } {
  if (kind === "rules") return { request: { parameters: { gate: { kind } } } };
  if (model.trim() === "") return { problem: "Name the model as its server calls it." };
  const read = readBudget(server?.priced ? budget : "");
  if ("problem" in read) return read;
  const others = last.gate.kind === "mllm" ? last.gate : {};
  return {
    request: {
      parameters: { gate: { ...others, kind, model: model.trim() } },
      budgetDollars: read.dollars,
    },
  };
}
