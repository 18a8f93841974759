import * as z from "zod";
import { english } from "#core/instruction/english.ts";
import type { ReferenceMargins } from "#core/instruction/judge-reference.ts";
import { isPlainName, referringExpressions } from "#core/instruction/referring-expression.ts";
import { describeOperation } from "#core/operation/describe-operation.ts";
import { Operation, referenceIdOf } from "#core/operation/operation.ts";
import { defaultCheckOptions } from "#core/plausibility/check-options.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { objectById } from "#core/scene/frame-scene.ts";
import { normalizeLabel } from "#core/scene/label.ts";
import { sceneFacts } from "#core/scene/scene-facts.ts";
import { looksLikeOrders } from "./looks-like-orders.ts";

/** What a picture for the gate shows: the photo before and after side by side, the same of the part that changes, or the photo without drawings. */
export const EvidenceKind = z.enum(["whole", "close-up", "photo"]);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

/** What the prompt says about one candidate. Texts are as they came: {@link looksLikeOrders} reads them so, and the prompt makes them safe. */
export const GatePromptFacts = z.strictObject({
  sample: z.string(),
  operation: Operation,
  /** The operation in a few words: "0.7 m to the left". */
  outcome: z.string(),
  label: z.string(),
  /** Noun phrases that mean this object and no other; none for a change of view. */
  names: z.array(z.string()),
  /** The same for the object by which the operation is told, with its label; null where it is told by none. */
  reference: z.strictObject({ label: z.string(), names: z.array(z.string()) }).nullable(),
  instruction: z.string(),
  /** Labels of the other objects in the photo, each once. */
  otherLabels: z.array(z.string()),
  /** How the rewrites are to begin. */
  openings: z.array(z.string()),
  /** What is shown, in this order. */
  pictures: z.array(EvidenceKind),
});
export type GatePromptFacts = z.infer<typeof GatePromptFacts>;

/** What the stage decides beyond the scene and the edit. */
export type GateAsking = Pick<GatePromptFacts, "sample" | "openings" | "pictures">;

/** Collects what the prompt says about an edit of a photo. */
export function gatePromptFacts(
  scene: FrameScene,
  edit: Edit,
  asking: GateAsking,
  margins: ReferenceMargins = defaultCheckOptions.referenceUnique,
): GatePromptFacts {
  const { operation, instruction } = edit;
  const label = normalizeLabel(edit.label);
  const reference = objectById(scene, referenceIdOf(operation) ?? "");
  const nameAll = (id: string, name: string) => namesOf(scene, id, name, operation, margins);
  const others = scene.objects.filter(({ id }) => id !== edit.targetId);
  return {
    ...asking,
    operation,
    outcome: describeOperation(operation, scene),
    label,
    names: operation.kind === "view" ? [] : nameAll(edit.targetId, label),
    reference: reference
      ? { label: reference.label, names: nameAll(reference.id, reference.label) }
      : null,
    instruction,
    otherLabels: [...new Set(others.map((object) => object.label))],
  };
}

function namesOf(
  scene: FrameScene,
  id: string,
  label: string,
  operation: Operation,
  margins: ReferenceMargins,
): string[] {
  if (!english.canName(label)) return [];
  if (operation.kind === "remove" && operation.criterion)
    return [english.nameByCriterion(label, operation.criterion)];
  // Beside a second object's name only plain ones are told apart from the place.
  const isTold = referenceIdOf(operation) !== null;
  return referringExpressions(sceneFacts(scene), { id, label }, margins)
    .filter(({ qualifier }) => !isTold || isPlainName(qualifier))
    .map(({ qualifier }) => english.name(label, qualifier));
}

/** What in the texts about a candidate looks like an order to the model; null when nothing does. */
export function ordersIn(facts: GatePromptFacts): string | null {
  const { label, instruction, otherLabels, reference } = facts;
  for (const text of [label, instruction, reference?.label ?? "", ...otherLabels]) {
    const order = looksLikeOrders(text);
    if (order !== null) return order;
  }
  return null;
}
