import { canonicalJson } from "#core/canonical-json.ts";
import type { MoveDirection, Operation } from "#core/operation/operation.ts";
import type { Random } from "#core/random.ts";
import { seededRandom } from "#core/random.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { normalizeLabel } from "#core/scene/label.ts";
import { sceneFacts } from "#core/scene/scene-facts.ts";
import type { ReferenceMargins } from "./judge-reference.ts";
import { nounPhrase } from "./qualifier.ts";
import { referringExpressions } from "./referring-expression.ts";

/**
 * Words for an edit: an English imperative that begins with a verb the published evaluator knows, says
 * "camera" only after "from the" or "to the", gives lengths in centimetres or metres (to the centimetre)
 * and angles in degrees, and asks to leave the rest alone. The phrasing is drawn by the seed and the edit.
 * Null when no words tell the object apart from the others, or its label holds the word "camera".
 */
export function writeInstruction(
  scene: FrameScene,
  edit: Edit,
  seed: number,
  margins: ReferenceMargins,
): string | null {
  const label = normalizeLabel(edit.label);
  if (label.includes("camera")) return null;
  const { targetId, operation } = edit;
  const random = seededRandom(
    seed,
    scene.sceneKey,
    scene.frameKey,
    targetId,
    canonicalJson(operation),
  );
  const expressions = referringExpressions(sceneFacts(scene), { id: targetId, label }, margins);
  if (expressions.length === 0) return null;
  const { qualifier } = random.pick(expressions.slice(0, varietyMax));
  const order = phraseOperation(operation, nounPhrase(label, qualifier), random);
  return `${order}${random.pick(keepClauses)}`;
}

/** Names after the third are the stranger ones. */
const varietyMax = 3;

const keepClauses = [
  ", and leave everything else unchanged.",
  ". Leave everything else as it is.",
  ", and keep the rest of the scene unchanged.",
  "; nothing else may change.",
  ". Keep all other objects exactly where they are.",
] as const;

function phraseOperation(operation: Operation, what: string, random: Random): string {
  switch (operation.kind) {
    case "move": {
      const { verbs, ways } = moveWords[operation.direction];
      const [verb, way] = [random.pick(verbs), random.pick(ways)];
      const amount = random.pick(distancePhrases(operation.distanceMeters));
      return random.pick([
        `${verb} ${what} ${amount} ${way}`,
        `${verb} ${what} ${way} by ${amount}`,
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
    case "remove":
      return random.pick([
        `Remove ${what} from the scene`,
        `Remove ${what} from the photo`,
        `Remove ${what}, filling in what was behind it`,
        `Remove ${what} completely`,
      ]);
  }
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

function anglePhrases(angleDegrees: number): string[] {
  const degrees = Math.round(angleDegrees);
  return [
    `${degrees} ${degrees === 1 ? "degree" : "degrees"}`,
    `${degrees}°`,
    ...(degrees === 90 ? ["a quarter turn"] : []),
    ...(degrees === 180 ? ["half a turn"] : []),
  ];
}
