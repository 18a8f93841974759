import type { Operation, ViewOperation } from "#core/operation/operation.ts";
import type { SceneFacts } from "#core/scene/scene-facts.ts";
import type { Found } from "./amount-words.ts";
import { ReferenceMargins, judgeReference } from "./judge-reference.ts";
import type { ParsedInstruction } from "./parse-instruction.ts";
import type { Qualifier } from "./qualifier.ts";
import type { NamedReference } from "./read-placement.ts";
import type { ViewPart } from "./read-view.ts";

/**
 * The operation that the text states completely and without contradiction, or null. Without the facts of
 * the photo, operations that refer to another object remain unknown.
 */
export function statedOperation(
  parsed: ParsedInstruction,
  facts: SceneFacts | null = null,
): Operation | null {
  const referenceId = facts && parsed.reference && referredId(facts, parsed.reference);
  switch (parsed.kind?.value) {
    case "move": {
      const direction = onlyValue(parsed.directions);
      const distanceMeters = onlyValue(parsed.distancesMeters);
      if (direction === null || distanceMeters === null) return null;
      const move = { kind: "move", direction, distanceMeters } as const;
      if (parsed.frame?.value === "object") return { ...move, frame: "object" };
      if (parsed.frame?.value !== "reference") return move;
      return referenceId ? { ...move, frame: "reference", referenceId } : null;
    }
    case "place":
    case "place-on-receptacle": {
      const said = parsed.placement?.value;
      if (!said || !referenceId) return null;
      if (said.kind === "place-on-receptacle") return { ...said, referenceId };
      const gapMeters = onlyValue(parsed.distancesMeters);
      if (gapMeters === null)
        return parsed.distancesMeters.length === 0 ? { ...said, referenceId } : null;
      return { ...said, referenceId, gapMeters };
    }
    case "rotate": {
      const sense = onlyValue(parsed.senses);
      const angleDegrees = onlyValue(parsed.anglesDegrees);
      return sense && angleDegrees ? { kind: "rotate", sense, angleDegrees } : null;
    }
    case "scale": {
      const factor = onlyValue(parsed.factors);
      return factor ? { kind: "scale", factor } : null;
    }
    case "view":
      return statedView(parsed.viewParts);
    case "remove":
      return parsed.criterion
        ? { kind: "remove", criterion: parsed.criterion.value }
        : { kind: "remove" };
    case undefined:
      return null;
  }
}

function statedView(parts: readonly Found<ViewPart>[]): ViewOperation | null {
  const amounts = new Map(parts.map(({ value }) => [value.amount, value.value]));
  if (parts.length === 0 || amounts.size < parts.length) return null;
  return {
    kind: "view",
    dollyMeters: amounts.get("dollyMeters") ?? 0,
    truckMeters: amounts.get("truckMeters") ?? 0,
    yawDegrees: amounts.get("yawDegrees") ?? 0,
    pitchDegrees: amounts.get("pitchDegrees") ?? 0,
  };
}

const usualMargins = ReferenceMargins.parse({});

/** The one object of the photo that is named so, or null. */
function referredId(facts: SceneFacts, { label, which }: NamedReference): string | null {
  const qualifier: Qualifier | null = which && { kind: "extreme", which };
  const meant = facts.objects.filter(({ object: { id, label: own } }) => {
    if (own !== label.value) return false;
    return judgeReference(facts, { id, label: own }, qualifier, usualMargins).unique;
  });
  return meant.length === 1 ? meant[0]!.object.id : null;
}

/** The value on which all mentions agree, or null. */
function onlyValue<T>(mentions: readonly Found<T>[]): T | null {
  const [first, ...others] = mentions;
  return first && others.every((other) => other.value === first.value) ? first.value : null;
}
