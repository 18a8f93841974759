import { OperationKind } from "#core/operation/operation.ts";
import { SampleState } from "#core/sample/sample-state.ts";
import { readChoice } from "./arguments.ts";

/** The options by which commands narrow samples. */
export const sampleFilterOptions = {
  state: { type: "string" },
  operation: { type: "string" },
  scene: { type: "string" },
  label: { type: "string" },
  "given-up": { type: "boolean" },
} as const;

export const sampleFilterHelp = `  --state S      ${SampleState.options.join(", ")}
  --operation O  ${OperationKind.options.join(", ")}
  --scene ID     only samples of this scene
  --label L      only samples of objects with this label
  --given-up     only what reviewers skipped too often`;

/** What the options of {@link sampleFilterOptions} say. */
export function readSampleFilter(values: {
  state?: string;
  operation?: string;
  scene?: string;
  label?: string;
  "given-up"?: boolean;
}) {
  return {
    state: readChoice("--state", SampleState, values.state),
    operation: readChoice("--operation", OperationKind, values.operation),
    sceneId: values.scene,
    label: values.label,
    forLead: values["given-up"],
  };
}
