import { Scale } from "lucide-react";
import { CodeLine } from "#components/ui/code-line.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** How to get to a gate whose verdicts can be held against those of people. */
export function NoVerdicts() {
  return (
    <EmptyState icon={<Scale />} title="No gate has judged anything yet">
      <p className="mb-3">
        Run the pipeline with a model as the gate, then review. A share of what it drops comes to
        people unmarked, so that this page can say what it gets wrong. docs/gate.md tells how it is
        set up.
      </p>
      <CodeLine>bin/gsi run --gate mllm --gate-model NAME</CodeLine>
    </EmptyState>
  );
}
