import { canonicalJson } from "#core/canonical-json.ts";
import { operationFromPrompt, operationWords } from "#core/metric/operation-word.ts";
import { describeOperation } from "#core/operation/describe-operation.ts";
import type {
  MoveFrame,
  Operation,
  OperationKind,
  PlaceOnReceptacleOperation,
  PlaceOperation,
  ViewOperation,
} from "#core/operation/operation.ts";
import { referenceIdOf } from "#core/operation/operation.ts";
import { scoredAs } from "#core/operation/scored-as.ts";
import { oncePer } from "#core/once-per.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { objectById } from "#core/scene/frame-scene.ts";
import { normalizeLabel } from "#core/scene/label.ts";
import { sceneFacts } from "#core/scene/scene-facts.ts";
import type { Found, TextRange } from "./amount-words.ts";
import { ReferenceMargins, describeJudgement, judgeReference } from "./judge-reference.ts";
import type { ParsedInstruction } from "./parse-instruction.ts";
import { english } from "./english.ts";
import type { Qualifier } from "./qualifier.ts";
import type { Placement } from "./read-placement.ts";

/** One way in which an instruction does not say what its edit does. */
export type Disagreement = {
  /** A sentence for the person who writes the instruction. */
  readonly message: string;
  /** The words concerned; null when the trouble is what the text does NOT say. */
  readonly range: TextRange | null;
};

/** The labels that an instruction about this edit may name. */
export function nameableLabels(scene: FrameScene, edit: Edit): readonly string[] {
  const label = normalizeLabel(edit.label);
  const labels = labelsOf(scene);
  return labels.includes(label) ? labels : [label, ...labels];
}

const labelsOf = oncePer((scene: FrameScene) => [
  ...new Set(scene.objects.map((object) => object.label)),
]);

/**
 * Holds an edit's instruction against the edit: the operation that the published evaluator reads from it,
 * the object, the direction, the amounts. Empty when the words say exactly what the geometry does; lengths
 * may be off by half a centimetre and angles by half a degree. Whether the words pick out the one object is
 * the check `reference-unique`.
 */
export function instructionAgreement(
  scene: FrameScene,
  edit: Edit,
  parsed: ParsedInstruction = english.read(edit.instruction, nameableLabels(scene, edit)),
): Disagreement[] {
  const { operation } = edit;
  return [
    ...evaluatorDisagreements(edit.instruction, operation.kind),
    ...kindDisagreements(parsed, operation.kind),
    ...(operation.kind === "view" ? [] : labelDisagreements(parsed, normalizeLabel(edit.label))),
    ...amountDisagreements(parsed, operation, describeOperation(operation, scene)),
    ...referenceDisagreements(scene, parsed, referenceIdOf(operation)),
  ];
}

function evaluatorDisagreements(text: string, kind: OperationKind): Disagreement[] {
  const read = operationFromPrompt(text);
  if ("operation" in read && read.operation === scoredAs[kind]) return [];
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
  const verbs = operationWords[scoredAs[kind]].slice(0, 3).map(capitalized).join(", ");
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

function amountDisagreements(
  parsed: ParsedInstruction,
  operation: Operation,
  meant: string,
): Disagreement[] {
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
        ...frameDisagreements(parsed, operation.frame ?? "camera"),
      ];
    case "place":
    case "place-on-receptacle":
      return placementDisagreements(parsed, operation, meant);
    case "scale":
      return mentionsDisagree(parsed.factors, `no factor is said: it becomes ${meant}`, (said) =>
        Math.abs(said - operation.factor) <= 0.005
          ? null
          : `says ${said} times the size, the edit makes it ${operation.factor} times`,
      );
    case "view":
      return viewDisagreements(parsed, operation, meant);
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
      if (!operation.criterion || parsed.criterion?.value === operation.criterion) return [];
      return [
        {
          message: `does not say that it takes “whichever” is ${operation.criterion}`,
          range: parsed.criterion?.range ?? null,
        },
      ];
  }
}

function frameDisagreements({ frame }: ParsedInstruction, meant: MoveFrame): Disagreement[] {
  if ((frame?.value ?? "camera") === meant) return [];
  const along = { camera: "the photo", object: "its own edges", reference: "another's edges" };
  const said = frame ? `says along ${along[frame.value]}` : "says nothing of edges";
  return [{ message: `${said}, the edit goes along ${along[meant]}`, range: frame?.range ?? null }];
}

function placementDisagreements(
  { placement, distancesMeters }: ParsedInstruction,
  operation: PlaceOperation | PlaceOnReceptacleOperation,
  meant: string,
): Disagreement[] {
  if (!placement) return [{ message: `no place is said: it goes ${meant}`, range: null }];
  const { value, range } = placement;
  if (canonicalJson(value) !== canonicalJson(placementOf(operation)))
    return [{ message: `names another place, the edit puts it ${meant}`, range }];
  const gapMeters = operation.kind === "place" ? operation.gapMeters : undefined;
  if (gapMeters !== undefined)
    return mentionsDisagree(distancesMeters, `no gap is said: it goes ${meant}`, (said) =>
      Math.abs(said - gapMeters) <= 0.005 ? null : `says ${said} m, the edit leaves ${gapMeters} m`,
    );
  return distancesMeters.map(({ value: said, range: where }) => ({
    message: `says ${said} m, the edit asks for no length`,
    range: where,
  }));
}

function placementOf(operation: PlaceOperation | PlaceOnReceptacleOperation): Placement {
  return operation.kind === "place"
    ? { kind: operation.kind, relation: operation.relation }
    : { kind: operation.kind, position: operation.position };
}

function viewDisagreements(
  { viewParts }: ParsedInstruction,
  operation: ViewOperation,
  meant: string,
): Disagreement[] {
  const wrong = viewParts.filter(({ value: { amount, value } }) => {
    const tolerance = amount.endsWith("Meters") ? 0.005 : 0.5;
    return Math.abs(value - operation[amount]) > tolerance;
  });
  const said = new Set(viewParts.map(({ value }) => value.amount));
  const missing = viewAmounts.some((amount) => operation[amount] !== 0 && !said.has(amount));
  return [
    ...wrong.map(({ range }) => ({ message: `says another view, the edit is ${meant}`, range })),
    ...(missing
      ? [{ message: `does not say all of the change of view: it is ${meant}`, range: null }]
      : []),
  ];
}

const viewAmounts = ["dollyMeters", "truckMeters", "yawDegrees", "pitchDegrees"] as const;

function referenceDisagreements(
  scene: FrameScene,
  { reference }: ParsedInstruction,
  referenceId: string | null,
): Disagreement[] {
  if (referenceId === null) return [];
  const meant = objectById(scene, referenceId);
  if (!meant) return [{ message: "speaks of an object that the photo does not have", range: null }];
  if (!reference) return [{ message: `does not name the ${meant.label}`, range: null }];
  const { label, which } = reference;
  if (label.value !== meant.label) {
    const message = `names the ${label.value}, the edit is told by the ${meant.label}`;
    return [{ message, range: label.range }];
  }
  const qualifier: Qualifier | null = which && { kind: "extreme", which };
  const judgement = judgeReference(sceneFacts(scene), meant, qualifier, usualMargins);
  if (judgement.unique) return [];
  return [{ message: describeJudgement(meant.label, qualifier, judgement), range: label.range }];
}

const usualMargins = ReferenceMargins.parse({});

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
