import type { Vec3 } from "#core/geometry/space.ts";
import { describeOperation } from "#core/operation/describe-operation.ts";
import type { Operation } from "#core/operation/operation.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import type { SampleDetail } from "#server/sample/get-sample.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { print, printJson } from "../print.ts";
import { withSession } from "../session.ts";

export const sampleShowCommand: Command = {
  help: `Usage: gsi sample show ID [--json]

  ID      id of the sample, as "gsi sample list" shows it
  --json  print everything, with all revisions and the photo's objects, as JSON

Examples:
  gsi sample show d5a0000001_frame_000060_1f0c2a9d4b7e`,
  async run(args) {
    const { values, positionals } = readArguments(args, { json: { type: "boolean" } }, ["ID"]);
    const sample = await withSession(async (ctx) => {
      const { getSample } = await import("#server/sample/get-sample.ts");
      return getSample(ctx, positionals.ID);
    });
    if (values.json) printJson(sample);
    else printSample(sample);
    return 0;
  },
};

function printSample({
  id,
  state,
  frame,
  scene,
  current,
  gate,
  verdicts,
  releases,
}: SampleDetail): void {
  const { edit, findings } = current;
  print(`Sample:      ${id}`);
  print(`State:       ${state}${releases.length > 0 ? `, in ${releases.join(", ")}` : ""}`);
  print(`Photo:       ${frame.sceneId} ${frame.key}, ${frame.width}x${frame.height}`);
  print(`Instruction: ${edit.instruction || "not written yet"}`);
  print(`Operation:   ${describe(edit.operation, scene)}`);
  print(`Object:      ${edit.label} (${edit.targetId})`);
  print(
    `Before:      centre ${meters(edit.sourceBox.center)}, size ${meters(edit.sourceBox.size)}`,
  );
  if (edit.targetBox) print(`After:       centre ${meters(edit.targetBox.center)}`);
  print(`Revision:    ${current.number}, by ${current.by}`);
  if (gate) print(`Gate:        ${gate.gate}: ${[gate.verdict, ...gate.reasons].join("; ")}`);
  const { redetection } = current;
  print(
    `Redetected:  ${redetection ? `${redetection.detector}: ${redetection.message}` : "not looked at"}`,
  );
  for (const { kind, by, reason, note, undoneAt } of verdicts) {
    const why = [reason, note].filter((part) => part !== null).join(": ");
    print(
      `Verdict:     ${kind} by ${by}${why ? ` (${why})` : ""}${undoneAt ? ", taken back" : ""}`,
    );
  }
  for (const { check, passed, severity, message } of findings)
    print(
      `${passed ? "  ok    " : severity === "hard" ? "  FAILS " : "  doubt "} ${check}: ${message}`,
    );
}

function describe(operation: Operation, scene: FrameScene): string {
  switch (operation.kind) {
    case "move":
      return `move ${operation.direction} by ${operation.distanceMeters} m`;
    case "rotate":
      return `rotate ${operation.sense} by ${operation.angleDegrees} degrees`;
    case "remove":
      return operation.criterion ? `remove the ${operation.criterion}` : "remove";
    default:
      return `${operation.kind}: ${describeOperation(operation, scene)}`;
  }
}

function meters(vector: Vec3): string {
  return `[${vector.map((value) => value.toFixed(3)).join(", ")}] m`;
}
