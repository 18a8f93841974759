import type { GateChoice } from "#server/gate/get-gate-choice.ts";
import { Select } from "#components/ui/select.tsx";
import { TextInput } from "#components/ui/text-input.tsx";
import type { GateForm } from "./gate-form.ts";

const kinds = [
  { value: "rules", label: "Gate: rules alone" },
  { value: "mllm", label: "Gate: a model too" },
] as const;

/** By which gate the next run goes, with the model and what it may cost. */
export function GateChooser({
  choice,
  form,
  problem,
  onChange,
}: {
  choice: GateChoice;
  form: GateForm;
  /** What is wrong with the fields; null where nothing is. */
  problem: string | null;
  onChange: (form: GateForm) => void;
}) {
  if (!choice.server)
    return (
      <p className="text-xs text-soft">
        The gate goes by the rules alone. With <code className="font-mono">GSI_GATE_URL</code> set,
        a model can look at every candidate: see <code className="font-mono">docs/gate.md</code>.
      </p>
    );
  return (
    <div>
      <div className="grid grid-cols-[10.5rem_minmax(0,1fr)_8rem] gap-2">
        <Select
          label="Gate of the next run"
          choices={kinds}
          value={form.kind}
          onChange={(kind) => onChange({ ...form, kind })}
        />
        {form.kind === "mllm" && (
          <>
            <TextInput
              label="model"
              value={form.model}
              invalid={form.model.trim() === ""}
              onChange={(model) => onChange({ ...form, model })}
            />
            {choice.server.priced ? (
              <TextInput
                label="budget $"
                value={form.budget}
                placeholder="no limit"
                invalid={problem !== null && form.model.trim() !== ""}
                onChange={(budget) => onChange({ ...form, budget })}
              />
            ) : (
              <span
                className="self-center text-2xs text-soft"
                title="GSI_GATE_PRICE_INPUT and GSI_GATE_PRICE_OUTPUT, dollars for a million tokens"
              >
                no prices set, so no budget
              </span>
            )}
          </>
        )}
      </div>
      {problem && (
        <p role="alert" className="mt-1.5 text-xs text-bad">
          {problem}
        </p>
      )}
    </div>
  );
}
