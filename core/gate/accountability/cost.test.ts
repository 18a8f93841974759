import { expect, test } from "vitest";
import { costOf } from "./cost.ts";

const spending = {
  calls: 120,
  callsWithoutPrice: 0,
  dollars: 6,
  inputTokens: 1,
  outputTokens: 1,
  candidates: 100,
  accepted: 40,
};

test("all calls are paid for by the accepted samples", () => {
  expect(costOf(spending)).toEqual({ perCandidate: 0.06, perAccepted: 0.15 });
});

test("nothing is divided by nothing, and a missing price is not a price of 0", () => {
  expect(costOf({ ...spending, accepted: 0 })).toEqual({ perCandidate: 0.06, perAccepted: null });
  expect(costOf({ ...spending, dollars: 0, callsWithoutPrice: 120 })).toEqual({
    perCandidate: null,
    perAccepted: null,
  });
});
