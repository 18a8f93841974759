import { operationFromPrompt, operationWords } from "#core/metric/operation-word.ts";
import { describeOperation } from "#core/operation/describe-operation.ts";
import type { Operation, OperationKind } from "#core/operation/operation.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { normalizeLabel } from "#core/scene/label.ts";
import type { Found, TextRange } from "./amount-words.ts";
import type { ParsedInstruction } from "./parse-instruction.ts";
import { parseInstruction } from "./parse-instruction.ts";

/** One way in which an instruction does not say what its edit does. */
export type Disagreement = {
  /** A sentence for the person who writes the instruction. */
  readonly message: string;
  /** The words concerned; null when the trouble is what the text does NOT say. */
  readonly range: TextRange | null;
};

/** The labels that an instruction about this edit may name. */
export function nameableLabels(scene: FrameScene, edit: Edit): string[] {
  return [normalizeLabel(edit.label), ...new Set(scene.objects.map((object) => object.label))];
}

/**
 * Holds an edit's instruction against the edit: the operation that the published evaluator reads from it,
 * the object, the direction, the amounts. Empty when the words say exactly what the geometry does; lengths
 * may be off by half a centimetre and angles by half a degree. Whether the words pick out the one object is
 * the check `reference-unique`.
 */
export function instructionAgreement(
  scene: FrameScene,
  edit: Edit,
  parsed: ParsedInstruction = parseInstruction(edit.instruction, nameableLabels(scene, edit)),
): Disagreement[] {
  return [
    ...evaluatorDisagreements(edit.instruction, edit.operation.kind),
    ...kindDisagreements(parsed, edit.operation.kind),
    ...labelDisagreements(parsed, normalizeLabel(edit.label)),
    ...amountDisagreements(parsed, edit.operation),
  ];
}

function evaluatorDisagreements(text: string, kind: OperationKind): Disagreement[] {
  const read = operationFromPrompt(text);
  if ("operation" in read && read.operation === kind) return [];
  if ("operation" in read && read.operation === "view" && text.includes("camera")) {
    const start = text.indexOf("camera");
    return [
      {
        message:
          "“camera” makes the evaluator score a change of viewpoint: say “viewer”, or “from the camera” or “to the camera”",
        range: [start, start + "camera".length],
      },
    ];
  }
  const word = /^\s*(?:please\s+)?\S*/i.exec(text)?.[0] ?? "";
  const verbs = operationWords[kind].slice(0, 3).map(capitalized).join(", ");
  return [
    {
      message:
        "operation" in read
          ? `the evaluator reads “${word.trim()}” as ${read.operation}, the edit is a ${kind}: begin with ${verbs}`
          : `the evaluator does not know “${word.trim()}” as a first word: begin with ${verbs}`,
      range: [0, word.length],
    },
  ];
}

function kindDisagreements({ kind }: ParsedInstruction, meant: OperationKind): Disagreement[] {
  if (!kind) return [{ message: `no word says that this is a ${meant}`, range: null }];
  return kind.value === meant
    ? []
    : [{ message: `says ${kind.value}, the edit is a ${meant}`, range: kind.range }];
}

function labelDisagreements({ label }: ParsedInstruction, meant: string): Disagreement[] {
  if (!label) return [{ message: `does not name the ${meant}`, range: null }];
  return label.value === meant
    ? []
    : [{ message: `names the ${label.value}, the edit is about the ${meant}`, range: label.range }];
}

function amountDisagreements(parsed: ParsedInstruction, operation: Operation): Disagreement[] {
  const meant = describeOperation(operation);
  switch (operation.kind) {
    case "move":
      return [
        ...mentionsDisagree(parsed.directions, `no direction is said: it goes ${meant}`, (said) =>
          said === operation.direction
            ? null
            : `says ${said}, the edit goes ${operation.direction}`,
        ),
        ...mentionsDisagree(
          parsed.distancesMeters,
          `no distance is said: it goes ${meant}`,
          (said) =>
            Math.abs(said - operation.distanceMeters) <= 0.005
              ? null
              : `says ${said} m, the edit is ${operation.distanceMeters} m`,
        ),
      ];
    case "rotate":
      return [
        ...mentionsDisagree(
          parsed.senses,
          `no sense of turning is said: it turns ${meant}`,
          (said) =>
            said === operation.sense ? null : `says ${said}, the edit turns ${operation.sense}`,
        ),
        ...mentionsDisagree(parsed.anglesDegrees, `no angle is said: it turns ${meant}`, (said) =>
          Math.abs(said - operation.angleDegrees) <= 0.5
            ? null
            : `says ${said}°, the edit turns ${operation.angleDegrees}°`,
        ),
      ];
    case "remove":
      return [];
  }
}

function mentionsDisagree<T>(
  mentions: readonly Found<T>[],
  missing: string,
  complaint: (said: T) => string | null,
): Disagreement[] {
  if (mentions.length === 0) return [{ message: missing, range: null }];
  return mentions.flatMap(({ value, range }) => {
    const message = complaint(value);
    return message ? { message, range } : [];
  });
}

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
