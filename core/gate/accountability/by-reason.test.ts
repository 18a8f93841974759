import { expect, test } from "vitest";
import { accepted, gateOutcome, rejected } from "#core/test/gate-outcomes.ts";
import { ratesByReason } from "./by-reason.ts";

const drawn = { verdict: "drop", auditShare: 0.1 } as const;
const collision = { ...drawn, causes: ["collision" as const] };
const hidden = { ...drawn, causes: ["occlusion" as const, "support" as const] };

test("reasons of the gate are held against the one that people give", () => {
  const rows = ratesByReason([
    gateOutcome({ verdict: "drop", causes: ["collision"], count: 90 }),
    gateOutcome({ ...collision, count: 6, human: rejected }),
    gateOutcome({ ...collision, count: 2, human: { ...rejected, reason: "floating" } }),
    gateOutcome({ ...collision, count: 2, human: accepted }),
    gateOutcome({ verdict: "drop", causes: ["occlusion", "support"], count: 45 }),
    gateOutcome({ ...hidden, count: 4, human: { ...rejected, reason: "occluded" } }),
    gateOutcome({ ...hidden, count: 1, human: rejected }),
    gateOutcome({ verdict: "keep", count: 20, human: rejected }),
    gateOutcome({ verdict: "keep", count: 80, human: accepted }),
    gateOutcome({ verdict: "keep", count: 5, human: { ...rejected, reason: "wrong-label" } }),
  ]);
  expect(rows.map(({ reason, dropped, rejected: count }) => [reason, dropped, count])).toEqual([
    ["occlusion", 50, 4],
    ["collision", 100, 27],
    ["support", 50, 2],
    [null, 0, 5],
  ]);
  const [occlusion, collided, support, none] = rows;
  expect(collided!.precision!.value).toBeCloseTo(0.8, 12);
  expect(collided!.samePrecision!.value).toBeCloseTo(0.6, 12);
  // Of the 150 dropped, 7 of 15 seen were rejected for it: 70; of the kept 20.
  expect(collided!.recall!.value).toBeCloseTo(70 / 90, 12);
  // Of the 100 dropped for it 60; of the 50 others a fifth, 10; of the kept 20.
  expect(collided!.sameRecall!.value).toBeCloseTo(60 / 90, 12);
  expect(occlusion!.samePrecision!.value).toBeCloseTo(0.8, 12);
  expect(support!.samePrecision!.value).toBe(0);
  expect(none).toMatchObject({ precision: null, sameRecall: null, recall: { value: 0, seen: 5 } });
});

test("reasons of what was only unsure do not count as dropped", () => {
  const unsure = gateOutcome({ verdict: "unsure", causes: ["collision"], human: accepted });
  expect(ratesByReason([unsure])).toEqual([]);
});
