import type {
  MoveDirection,
  Operation,
  PlaceRelation,
  TopPosition,
  ViewOperation,
} from "#core/operation/operation.ts";
import type { Random } from "#core/random.ts";
import type { Language, Names } from "./language.ts";
import { parseInstruction } from "./parse-instruction.ts";
import type { Extreme } from "./qualifier.ts";
import { nounPhrase } from "./qualifier.ts";

/**
 * English, the one language that the published evaluator reads: imperatives that begin with a verb it
 * knows, "camera" only after "from the" or "to the", lengths in centimetres or metres (to the centimetre),
 * angles in degrees.
 */
export const english: Language = {
  tag: "en",
  // Anywhere else the word makes the evaluator take the edit for a change of view.
  canName: (label) => !label.includes("camera"),
  name: nounPhrase,
  nameByCriterion: (label, which) => `whichever ${label} is ${which}${awayFrom[which] ?? ""}`,
  order: phraseOperation,
  keepClauses: [
    ", and leave everything else unchanged.",
    ". Leave everything else as it is.",
    ", and keep the rest of the scene unchanged.",
    "; nothing else may change.",
    ". Keep all other objects exactly where they are.",
  ],
  read: parseInstruction,
};

const awayFrom: Partial<Record<Extreme, string>> = {
  nearest: " to the camera",
  farthest: " from the camera",
};

function phraseOperation(
  operation: Operation,
  { what, other }: Names,
  random: Random,
): string | null {
  switch (operation.kind) {
    case "move": {
      const { verbs, ways } = moveWords[operation.direction];
      const [verb, way] = [random.pick(verbs), random.pick(ways)];
      const amount = random.pick(distancePhrases(operation.distanceMeters));
      const order = random.pick([
        `${verb} ${what} ${amount} ${way}`,
        `${verb} ${what} ${way} by ${amount}`,
      ]);
      const edges = { camera: "", object: "its own edges", reference: `the edges of ${other}` };
      const along = edges[operation.frame ?? "camera"];
      return along ? `${order}, ${random.pick(["parallel to", "along"])} ${along}` : order;
    }
    case "place": {
      const verb = random.pick(placeVerbs);
      const order = `${verb} ${what} ${random.pick(relationWords[operation.relation])} ${other}`;
      if (operation.gapMeters === undefined) return order;
      const gap = random.pick(distancePhrases(operation.gapMeters));
      return random.pick([
        `${order}, with a gap of ${gap} between them`,
        `${order}, with ${gap} of space between them`,
      ]);
    }
    case "place-on-receptacle": {
      const [preposition, part] = partWords[operation.position];
      const verb = random.pick(placeVerbs);
      return random.pick([
        `${verb} ${what} ${verb === "Move" ? "to" : preposition} the ${part} of ${other}`,
        `${verb} ${what} on top of ${other}, ${preposition} its ${part}`,
      ]);
    }
    case "rotate": {
      const verb = random.pick(["Rotate", "Turn"]);
      const amount = random.pick(anglePhrases(operation.angleDegrees));
      const { sense } = operation;
      return random.pick([
        `${verb} ${what} ${amount} ${sense}, as seen from above`,
        `${verb} ${what} ${sense} by ${amount}, seen from above`,
        `${verb} ${what} by ${amount} ${sense} about its vertical axis, viewed from above`,
      ]);
    }
    case "scale":
      return random.pick(scalePhrases(what, operation.factor));
    case "view":
      return phraseView(operation, random);
    case "remove":
      return random.pick([
        `Remove ${what} from the scene`,
        `Remove ${what} from the photo`,
        `Remove ${what}, filling in what was behind it`,
        `Remove ${what} completely`,
      ]);
  }
}

const placeVerbs = ["Place", "Put", "Move"] as const;

const relationWords: Record<PlaceRelation, readonly string[]> = {
  "left-of": ["to the left of"],
  "right-of": ["to the right of"],
  "in-front-of": ["in front of"],
  behind: ["behind"],
  "on-top-of": ["on top of"],
  "next-to": ["next to", "beside"],
};

const partWords: Record<TopPosition, readonly [preposition: string, part: string]> = {
  center: ["in", "middle"],
  nearest: ["at", "near edge"],
  farthest: ["at", "far edge"],
  leftmost: ["at", "left edge"],
  rightmost: ["at", "right edge"],
};

function scalePhrases(what: string, factor: number): string[] {
  const amount = String(Math.round(factor * 100) / 100);
  const percent = Math.round(factor * 100);
  return [
    `Scale ${what} by a factor of ${amount}`,
    `Resize ${what} to ${amount} times its size`,
    `${factor > 1 ? "Enlarge" : "Shrink"} ${what} to ${percent} % of its size`,
    ...(percent === 200 ? [`Make ${what} twice as big`] : []),
    ...(percent === 50 ? [`Make ${what} half as big`] : []),
  ];
}

function phraseView(view: ViewOperation, random: Random): string | null {
  const part = (text: string[], value: number, positive: string, negative: string) =>
    value === 0 ? [] : [`${random.pick(text)} ${value > 0 ? positive : negative}`];
  const distances = (meters: number) => distancePhrases(Math.abs(meters));
  const angles = (degrees: number) => plainAnglePhrases(Math.abs(degrees));
  const shifts = [
    ...part(distances(view.dollyMeters), view.dollyMeters, "farther forward", "farther back"),
    ...part(
      distances(view.truckMeters),
      view.truckMeters,
      "farther to the right",
      "farther to the left",
    ),
  ];
  const turns = [
    ...part(angles(view.yawDegrees), view.yawDegrees, "to the right", "to the left"),
    ...part(angles(view.pitchDegrees), view.pitchDegrees, "up", "down"),
  ];
  if (shifts.length === 0) return turns.length === 0 ? null : `Look ${turns.join(" and ")}`;
  const place = random.pick(["View the scene from", "View the room from"]);
  const from = `${place} ${shifts.join(" and ")}`;
  return turns.length === 0 ? from : `${from}, looking ${turns.join(" and ")}`;
}

const moveWords: Record<
  MoveDirection,
  { readonly verbs: readonly string[]; readonly ways: readonly string[] }
> = {
  left: {
    verbs: ["Move", "Shift", "Push"],
    ways: [
      "to the left as seen in the photo",
      "to the left in the photo",
      "toward the left of the photo",
    ],
  },
  right: {
    verbs: ["Move", "Shift", "Push"],
    ways: [
      "to the right as seen in the photo",
      "to the right in the photo",
      "toward the right of the photo",
    ],
  },
  front: {
    verbs: ["Move", "Shift", "Pull"],
    ways: ["closer to the camera", "toward the viewer", "forward, toward the viewer"],
  },
  behind: {
    verbs: ["Move", "Shift", "Push"],
    ways: ["farther away from the camera", "away from the viewer", "back, away from the camera"],
  },
  above: { verbs: ["Move", "Shift"], ways: ["straight up", "upward"] },
  below: { verbs: ["Move", "Shift"], ways: ["straight down", "downward"] },
};

function distancePhrases(distanceMeters: number): string[] {
  const centimeters = Math.round(distanceMeters * 100);
  const meters = String(centimeters / 100);
  return [
    `${centimeters} cm`,
    `${centimeters} centimeters`,
    `${meters} ${centimeters === 100 ? "meter" : "meters"}`,
    ...(centimeters === 50 ? ["half a meter"] : []),
  ];
}

function plainAnglePhrases(angleDegrees: number): string[] {
  const degrees = Math.round(angleDegrees);
  return [`${degrees} ${degrees === 1 ? "degree" : "degrees"}`, `${degrees}°`];
}

function anglePhrases(angleDegrees: number): string[] {
  const degrees = Math.round(angleDegrees);
  return [
    ...plainAnglePhrases(angleDegrees),
    ...(degrees === 90 ? ["a quarter turn"] : []),
    ...(degrees === 180 ? ["half a turn"] : []),
  ];
}
