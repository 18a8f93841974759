import type * as z from "zod";
import { GateAnswer } from "./gate-answer.ts";

/** An answer, or what is wrong with the text: sentences for the turn in which the model is asked to repair it. */
export type GateReading = { readonly answer: GateAnswer } | { readonly problem: string };

/** Longer texts are not looked at; the longest answer allowed is a third of it. */
const textMax = 20_000;

/**
 * Reads what the model wrote about one sample: one JSON object, alone, in a code fence or with prose around
 * it. Nothing is repaired or made up: broken JSON, a field amiss, a second object that says something else
 * and an answer about another sample are problems. Never throws.
 */
export function readGateAnswer(text: string, sampleId: string): GateReading {
  if (text.length > textMax)
    return { problem: `the answer is longer than ${textMax} characters: answer with JSON alone` };
  const found = jsonObjects(text);
  if ("problem" in found) return found;
  const { objects } = found;
  if (objects.length === 0) return { problem: "the answer holds no JSON object" };
  const read = objects.map((object) => GateAnswer.safeParse(object, { reportInput: true }));
  const answers = read.flatMap(({ data }) => data ?? []);
  // Parsed answers have their fields in one order: equal ones have equal texts.
  const isRepeated = new Set(answers.map((answer) => JSON.stringify(answer))).size === 1;
  if (objects.length > 1 && !(isRepeated && answers.length === objects.length))
    return { problem: `the answer holds ${objects.length} different JSON objects: give one` };
  const { data: answer, error } = read[0]!;
  if (!answer) return { problem: error.issues.slice(0, problemsMax).map(describeIssue).join("; ") };
  if (answer.sample !== sampleId)
    return {
      problem: `sample must be ${quoted(sampleId)}, the answer is about another sample, ${quoted(answer.sample)}`,
    };
  return { answer };
}

const problemsMax = 5;

/** The outermost JSON objects of a text. A brace that no quoted name or closing brace follows belongs to the prose. */
function jsonObjects(text: string): { objects: unknown[] } | { problem: string } {
  const objects: unknown[] = [];
  const opening = /\{(?=\s*["}])/g;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const extent = extentOfObject(text, match.index);
    if (!extent) return { problem: "the JSON breaks off before its last brace" };
    const { end, names } = extent;
    try {
      objects.push(JSON.parse(text.slice(match.index, end)));
    } catch (error) {
      return { problem: `the JSON cannot be read: ${error instanceof Error ? error.message : ""}` };
    }
    // Of a field given twice the parser takes the last one without a word.
    const fields = names.map((name) => JSON.parse(name) as string);
    const twice = fields.find((field, index) => fields.indexOf(field) < index);
    if (twice !== undefined) return { problem: `the JSON gives ${quoted(twice)} twice` };
    opening.lastIndex = end;
  }
  return { objects };
}

/** Where the object that begins at `start` ends, and the names of its own fields as they stand there; null when the text ends before it. */
function extentOfObject(text: string, start: number): { end: number; names: string[] } | null {
  const marks = /["{}]/g;
  const restOfString = /(?:[^"\\]|\\[\s\S])*"/y;
  const colon = /\s*:/y;
  const names: string[] = [];
  marks.lastIndex = start;
  let depth = 0;
  for (let match = marks.exec(text); match; match = marks.exec(text)) {
    if (match[0] === '"') {
      restOfString.lastIndex = marks.lastIndex;
      if (!restOfString.test(text)) return null;
      colon.lastIndex = marks.lastIndex = restOfString.lastIndex;
      if (depth === 1 && colon.test(text)) names.push(text.slice(match.index, marks.lastIndex));
    } else {
      depth += match[0] === "{" ? 1 : -1;
      if (depth === 0) return { end: marks.lastIndex, names };
    }
  }
  return null;
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const field = issue.path.length === 0 ? "the answer" : issue.path.join(".");
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined && issue.path.length > 0
        ? `${field} is missing`
        : `${field} must be ${typeNames[issue.expected] ?? issue.expected}, it is ${described(issue.input)}`;
    case "invalid_value":
      return issue.input === undefined
        ? `${field} is missing`
        : `${field} must be ${alternatives(issue.values.map(String))}, it is ${described(issue.input)}`;
    case "too_big":
    case "too_small":
      return describeSize(field, issue);
    case "unrecognized_keys":
      return `${field} must not have ${alternatives(issue.keys.slice(0, problemsMax).map(quoted))}`;
    default:
      return issue.path.length === 0 ? issue.message : `${field} ${issue.message}`;
  }
}

function describeSize(
  field: string,
  issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall,
): string {
  const [bound, limit] =
    issue.code === "too_big" ? ["at most", issue.maximum] : ["at least", issue.minimum];
  const { origin, input } = issue;
  if (origin === "string") return `${field} must have ${bound} ${limit} characters`;
  if (origin === "array") {
    const many = issue.exact ? "exactly" : bound;
    return `${field} must hold ${many} ${limit}, it holds ${Array.isArray(input) ? input.length : "others"}`;
  }
  return `${field} must be ${bound} ${limit}, it is ${described(input)}`;
}

const typeNames: Record<string, string> = {
  number: "a number without quotes",
  string: "a text",
  array: "a list",
  tuple: "a list",
  object: "an object",
};

function described(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

/** A text of the model in quotes, cut to a length that is still read. */
function quoted(text: string): string {
  return `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;
}

function alternatives(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}
