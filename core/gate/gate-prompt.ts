import * as z from "zod";
import type { ScoredOperation } from "#core/metric/operation-word.ts";
import { scoredAs } from "#core/operation/scored-as.ts";
import { GateAnswer } from "./gate-answer.ts";
import type { EvidenceKind } from "./gate-prompt-facts.ts";
import { GatePromptFacts } from "./gate-prompt-facts.ts";
import { GateReason, gateReasonText } from "./gate-reason.ts";
import { dataJson, plainLine } from "./outside-text.ts";
import { wordingRules } from "./wording-rules.ts";

/** What is sent to the model: `system` is the same for all samples of a run, `user` is about one. */
export type GatePrompt = { readonly system: string; readonly user: string };

/** A candidate with the answer that it should get, to be shown before the question; without pictures. */
export const GateExample = z.strictObject({ facts: GatePromptFacts, answer: GateAnswer });
export type GateExample = z.infer<typeof GateExample>;

/**
 * The prompt about one candidate. The pictures go with `user` in the order in which it speaks of them.
 *
 * @param template Text of a prompt file (`workers/gate/prompts/`): a part under “# System” and one under
 * “# User”, each with its `{{slot}}`s. Throws when a slot is unknown, or one of ours is not there.
 */
export function gatePrompt(
  template: string,
  facts: GatePromptFacts,
  examples: readonly GateExample[],
): GatePrompt {
  const [, system, user] = /^# System\n(.*)^# User\n(.*)/msu.exec(template) ?? [];
  if (system === undefined || user === undefined)
    throw new Error("the prompt template needs a part “# System” and after it a part “# User”");
  return {
    system: filled("System", system, { reasons: reasonList(), examples: exampleTexts(examples) }),
    user: filled("User", user, {
      pictures: pictureTexts(facts),
      wording: wordingRules(facts.operation),
      openings: facts.openings.map((opening) => `“${opening} …”`).join(", "),
      data: dataBlock(facts),
    }),
  };
}

function filled(part: string, text: string, slots: Readonly<Record<string, string>>): string {
  const names = Object.keys(slots);
  const missing = names.find((name) => !text.includes(`{{${name}}}`));
  if (missing !== undefined)
    throw new Error(`the part “# ${part}” of the prompt template lacks the slot {{${missing}}}`);
  // In one pass: braces in what is filled in are left as they are.
  const whole = text.replaceAll(/\{\{(.*?)(?:\}\}|$)/gmu, (slot, name: string) => {
    const value = names.includes(name) && slots[name];
    if (typeof value === "string") return value;
    throw new Error(
      `the part “# ${part}” of the prompt template has an unknown slot ${slot}; there are ${names.join(", ")}`,
    );
  });
  return whole.replaceAll(/\n{3,}/g, "\n\n").trim();
}

function reasonList(): string {
  const line = (reason: GateReason) => `- \`${reason}\`: ${gateReasonText[reason].forModel}`;
  return GateReason.options.map(line).join("\n");
}

function pictureTexts({ operation, pictures }: GatePromptFacts): string {
  const texts: Record<EvidenceKind, string> = {
    whole: `the photo twice, side by side. Left, before the edit: the object in a green box with its label. Right, after it: ${afterTexts[scoredAs[operation.kind]]}`,
    "close-up": "the same two views, close up on the part where something changes",
    photo: "the photo without anything drawn in",
  };
  return pictures.map((kind, index) => `${index + 1}. ${texts[kind]}.`).join("\n");
}

/** What is drawn into the right-hand view. */
const afterTexts: Record<ScoredOperation, string> = {
  move: "a thin dashed green box where the object is, a magenta box where it goes, a white arrow between the two centers",
  rotate:
    "a thin dashed green box as the object stands, a magenta box as it will stand after the turn",
  scale: "a thin dashed green box as large as the object is, a magenta box as large as it will be",
  remove: "the object crossed out in magenta: it is taken away, and what is behind it would show",
  view: "a magenta box where the object would be seen from the new viewpoint, and a thin dashed green one where it is seen now; the room stays, the camera moves",
};

function exampleTexts(examples: readonly GateExample[]): string {
  if (examples.length === 0) return "";
  const one = ({ facts, answer }: GateExample, index: number) =>
    `Example ${index + 1}, without its pictures:\n\n${dataBlock(facts)}\n\nAnswer:\n\n${dataJson(answer)}`;
  return ["## Examples", ...examples.map(one)].join("\n\n");
}

const labelMax = 80;
const nameMax = 200;
const namesMax = 8;
const otherLabelsMax = 60;

/** All that is said about one candidate, and the only place for texts from outside. */
function dataBlock(facts: GatePromptFacts): string {
  const { reference } = facts;
  const names = (all: readonly string[]) =>
    all.slice(0, namesMax).map((name) => plainLine(name, nameMax));
  const data = {
    sample: facts.sample,
    // Ids of objects say nothing to the model; the reference is given by its names.
    operation: { ...facts.operation, referenceId: undefined },
    outcome: plainLine(facts.outcome, nameMax),
    label: plainLine(facts.label, labelMax),
    names: names(facts.names),
    reference: reference && {
      label: plainLine(reference.label, labelMax),
      names: names(reference.names),
    },
    instruction: plainLine(facts.instruction, 400),
    otherLabels: facts.otherLabels
      .slice(0, otherLabelsMax)
      .map((label) => plainLine(label, labelMax)),
  };
  return `<data>\n${dataJson(data)}\n</data>`;
}
