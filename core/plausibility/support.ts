import * as z from "zod";
import type { OwnRest, Rest } from "#core/scene/rest.ts";
import { isAtRest, objectRests, restOf, restTolerance, ridersOf } from "#core/scene/rest.ts";
import type { CheckedEdit } from "./checked-edit.ts";
import type { Finding, Severity } from "./finding.ts";
import { finding } from "./finding.ts";
import { nameObjects } from "./name-objects.ts";

/** When an object counts as standing. */
export const SupportOptions = z.object({
  /** How far it may float above what it stands on or sink into it, metres. */
  gapMaxMeters: z.number().min(0).default(restTolerance.gapMaxMeters),
  /** Least share of its footprint that must be carried. */
  shareMin: z.number().min(0).max(1).default(restTolerance.shareMin),
});
export type SupportOptions = z.infer<typeof SupportOptions>;

/**
 * The object must stand on the floor or on a box after the edit, and nothing that stood on it may be left
 * in the air. What hung or stood on nothing before (a picture, a lamp, a loosely annotated thing) is only
 * reported, as a soft finding.
 */
export function checkSupport(subject: CheckedEdit, options: SupportOptions): Finding {
  const { facts, edit, after } = subject;
  if (edit.operation.kind === "view")
    return finding("support", { passed: true, message: "nothing in the room moves" });
  const riders = ridersOf(facts, edit.targetId);
  if (riders.length > 0) {
    const turns = edit.operation.kind === "rotate";
    return finding("support", {
      passed: false,
      severity: turns ? "soft" : "hard",
      message: turns
        ? `${nameObjects(riders)} on it would not turn along`
        : `would leave ${nameObjects(riders)} in the air`,
      objectIds: riders.map(({ object }) => object.id),
    });
  }
  if (!after) {
    return finding("support", { passed: true, message: "nothing stands on it" });
  }
  const earlier = objectRests(facts).get(edit.targetId);
  const usual = options.gapMaxMeters === restTolerance.gapMaxMeters ? subject.restAfter : null;
  const rest = usual ?? restOf(facts, after, edit.targetId, earlier?.seats, options);
  return describeRest(rest, earlier, options);
}

function describeRest(rest: Rest, earlier: OwnRest | undefined, options: SupportOptions): Finding {
  const { gapMeters, share } = rest;
  const objects = rest.carriers.map((carrier) => carrier.object);
  const severity: Severity = earlier && !isAtRest(earlier, options) ? "soft" : "hard";
  const said = {
    severity,
    objectIds: objects.flatMap((one) => one?.object.id ?? []),
  };
  const onWhat = nameObjects(objects);
  if (Math.abs(gapMeters) > options.gapMaxMeters) {
    const how = gapMeters > 0 ? "floats" : "sinks";
    const where = gapMeters > 0 ? "above" : "into";
    return finding("support", {
      ...said,
      passed: false,
      value: gapMeters,
      limit: options.gapMaxMeters,
      unit: "m",
      message: `${how} ${Math.abs(gapMeters).toFixed(2)} m ${where} ${onWhat}${severity === "soft" ? ", as it stood on nothing before" : ""}`,
    });
  }
  const passed = share >= options.shareMin;
  return finding("support", {
    ...said,
    passed,
    value: share,
    limit: options.shareMin,
    unit: "share",
    message: passed
      ? `stands on ${onWhat}`
      : `only ${Math.round(share * 100)} % of it would stand on ${onWhat}`,
  });
}
