import { describe, expect, test } from "vitest";
import { gateAnswer } from "#core/test/gate-answer.ts";
import { GateAnswer, gateAnswerJsonSchema } from "./gate-answer.ts";

const isAnswer = (changes: object) => GateAnswer.safeParse({ ...gateAnswer(), ...changes }).success;

describe("an answer", () => {
  test("is held to its bounds", () => {
    expect(isAnswer({})).toBe(true);
    expect(isAnswer({ confidence: 1.01 })).toBe(false);
    expect(isAnswer({ confidence: Number.NaN })).toBe(false);
    expect(isAnswer({ sample: "" })).toBe(false);
    expect(isAnswer({ comment: "a".repeat(1001) })).toBe(false);
    expect(isAnswer({ rewrites: ["a", "b"] })).toBe(false);
    expect(isAnswer({ rewrites: ["a", "b", "c".repeat(401)] })).toBe(false);
    expect(isAnswer({ reasons: [{ reason: "oracle", text: "" }] })).toBe(false);
    expect(isAnswer({ score: 1 })).toBe(false);
  });

  test("gives a reason for a drop, or a comment", () => {
    const bare = { verdict: "drop", reasons: [], comment: "  " };
    expect(isAnswer(bare)).toBe(false);
    expect(isAnswer({ ...bare, comment: "The box lies on another chair." })).toBe(true);
    expect(isAnswer({ ...bare, reasons: [{ reason: "collision", text: "" }] })).toBe(true);
    expect(isAnswer({ ...bare, verdict: "unsure" })).toBe(true);
  });

  test.each([[[0.5, 0, 0.5, 1]], [[0, 1, 1, 0]], [[0, 0, 1, 1.2]], [[0, 0, 1]]])(
    "corrects a label with a region of the photo, not %o",
    (region) => {
      const corrected = (where: readonly number[]) =>
        isAnswer({ labelCorrection: { label: "stool", region: where } });
      expect(corrected([0.1, 0.2, 0.3, 0.4])).toBe(true);
      expect(corrected(region)).toBe(false);
    },
  );
});

describe("the JSON Schema", () => {
  /** Every schema in it, with its path. */
  function* schemas(node: unknown, path = "$"): Generator<[string, Record<string, unknown>]> {
    const schema = node as Record<string, unknown>;
    yield [path, schema];
    for (const [name, one] of Object.entries((schema.properties as object | undefined) ?? {}))
      yield* schemas(one, `${path}.${name}`);
    if (schema.items) yield* schemas(schema.items, `${path}[]`);
    for (const one of (schema.anyOf as unknown[] | undefined) ?? [])
      yield* schemas(one, `${path}|`);
  }

  test("is of the strict kind everywhere", () => {
    const known =
      /^(?:type|description|enum|anyOf|items|properties|required|additionalProperties)$/;
    const all = [...schemas(gateAnswerJsonSchema())];
    expect(all.map(([path]) => path)).toContain("$.labelCorrection|.region[]");
    for (const [path, schema] of all) {
      for (const keyword of Object.keys(schema)) expect(keyword, path).toMatch(known);
      expect(schema.type ?? schema.anyOf, path).toBeDefined();
      if (schema.type !== "object") continue;
      expect(schema.additionalProperties, path).toBe(false);
      expect(schema.required, path).toEqual(Object.keys(schema.properties as object));
    }
  });
});
