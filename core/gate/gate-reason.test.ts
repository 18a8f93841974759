import { expect, test } from "vitest";
import { checks } from "#core/plausibility/checks.ts";
import { GateReason, gateReasonText, reasonOfReject } from "./gate-reason.ts";

test("every reason is a check, once, with texts that tell it from the others", () => {
  expect(new Set(GateReason.options).size).toBe(GateReason.options.length);
  for (const reason of GateReason.options) expect(checks).toHaveProperty(reason);
  const texts = GateReason.options.map((reason) => gateReasonText[reason]);
  expect(new Set(texts.map(({ forModel }) => forModel)).size).toBe(texts.length);
  expect(new Set(texts.map(({ forPeople }) => forPeople)).size).toBe(texts.length);
});

test("no two rejections by people are one reason of the gate", () => {
  const reasons = Object.values(reasonOfReject).filter((reason) => reason !== null);
  expect(new Set(reasons).size).toBe(reasons.length);
});
