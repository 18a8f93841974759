import * as z from "zod";
import type { GateAnswer } from "#core/gate/gate-answer.ts";
import { Operation } from "#core/operation/operation.ts";
import type { ChatAsked } from "./chat-server.ts";

const Data = z.object({
  sample: z.string(),
  operation: Operation,
  label: z.string(),
  names: z.array(z.string()),
  instruction: z.string(),
});

/** What the gate's prompt in a request says. */
export type AskedOf = z.infer<typeof Data> & { openings: string[] };

/** Reads a request as a model would: the data and how the wordings are to begin. */
export function askedOf({ body }: ChatAsked): AskedOf {
  const content = body.messages[1]!.content;
  const text = typeof content === "string" ? content : content.map(textOf).join("\n");
  const data = /<data>\n(.*?)\n<\/data>/s.exec(text)?.[1];
  const line = text.split("\n").find((one) => one.startsWith("The rewrites begin"));
  if (!data || !line) throw new Error("this is not the gate's prompt");
  const openings = [...line.matchAll(/“(.*?) …”/g)].map(([, opening]) => opening!);
  return { ...Data.parse(JSON.parse(data)), openings };
}

const textOf = (part: { type: string; text?: string }) => part.text ?? "";

/**
 * What a good model would answer about a move, a turn or a removal: it keeps the candidate and words it with
 * the openings that it is asked for.
 */
export function goodAnswer(asked: AskedOf, other: Partial<GateAnswer> = {}): GateAnswer {
  return {
    sample: asked.sample,
    comment: "",
    reasons: [],
    verdict: "keep",
    confidence: 0.9,
    labelCorrection: null,
    rewrites: asked.openings.map((opening) => wording(opening, asked)),
    ...other,
  };
}

function wording(opening: string, { operation, names, label }: AskedOf): string {
  const name = names[0] ?? `the ${label}`;
  const hasArticle = /\b(the|that|this)$/.test(opening);
  const object = hasArticle ? name.replace(/^the /, "") : name;
  return `${opening} ${object} ${amountOf(operation)}.`;
}

const ways = {
  left: "to the left",
  right: "to the right",
  front: "toward the viewer",
  behind: "away from the viewer",
  above: "up",
  below: "down",
};

function amountOf(operation: Operation): string {
  switch (operation.kind) {
    case "move":
      return `${operation.distanceMeters} m ${ways[operation.direction]}`;
    case "rotate":
      return `${operation.sense} by ${operation.angleDegrees} degrees as seen from above`;
    case "remove":
      return "from the photo";
    default:
      throw new Error(`no wording for ${operation.kind}`);
  }
}
