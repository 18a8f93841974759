import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { gatePrompt } from "#core/gate/gate-prompt.ts";
import { gateAnswer } from "#core/test/gate-answer.ts";
import { readGatePrompt } from "./read-gate-prompt.ts";

const folder = await mkdtemp(join(tmpdir(), "gsi-examples-"));
const file = join(folder, "examples.json");
// Read once, when somebody first asks for it.
process.env.GSI_GATE_EXAMPLES = file;
afterAll(() => rm(folder, { recursive: true }));

const facts = {
  sample: "room_frame_000001_1",
  operation: { kind: "move", direction: "left", distanceMeters: 0.5 } as const,
  outcome: "0.5 m to the left",
  label: "chair",
  names: ["the chair"],
  reference: null,
  instruction: "Move the chair 50 cm to the left.",
  otherLabels: ["table"],
  openings: ["Shift the", "Please move", "Move that"],
  pictures: ["whole" as const],
};

describe("the examples of the gate's prompt", () => {
  it("come into the prompt and into its hash", async () => {
    await writeFile(file, "[]");
    const bare = await readGatePrompt("gate-1");
    const answer = gateAnswer({ sample: facts.sample, comment: "A chair in an empty corner." });
    await writeFile(file, JSON.stringify([{ facts, answer }]));
    const { template, examples, hash } = await readGatePrompt("gate-1");
    expect(hash).not.toBe(bare.hash);
    expect(gatePrompt(template, facts, examples).system).toContain("A chair in an empty corner.");
  });

  it.each([
    ["{", /examples\.json is not JSON/],
    ['[{"facts": {}}]', /examples\.json: 0\.facts\.sample: /],
  ])("that are %s are refused with file and field", async (text, message) => {
    await writeFile(file, text);
    await expect(readGatePrompt("gate-1")).rejects.toThrow(message);
  });
});
