import type { Operation } from "#core/operation/operation.ts";
import { seededRandom } from "#core/random.ts";
import { rewriteCount } from "./gate-answer.ts";

/**
 * An opening is the first two words of an instruction: "move the", "please move", "remove just". One word
 * would not do: the published evaluator knows a removal by one verb only.
 */
const openingWords = 2;

/** The opening of a text as it is counted: lower case, without punctuation around the words. */
export function openingOf(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .slice(0, openingWords)
    .map((word) => word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""))
    .join(" ");
}

const determiners = ["the", "that"] as const;

const withDeterminers = (verbs: readonly string[]) =>
  verbs.flatMap((verb) => determiners.map((determiner) => `${verb} ${determiner}`));
const withPlease = (verbs: readonly string[]) =>
  verbs.map((verb) => `Please ${verb.toLowerCase()}`);

const moves = ["Move", "Shift", "Relocate"];
const placements = ["Place", "Put", "Move"];
const turns = ["Rotate", "Turn", "Spin"];
const resizings = ["Scale", "Resize", "Make"];
/** Openings of a removal after which any name fits, "the chair" as well as "whichever chair is leftmost". */
const bareRemovals = [
  "Please remove",
  "Remove just",
  "Remove only",
  "Remove entirely",
  "Remove completely",
  "Remove fully",
  "Remove altogether",
];
const views = [
  "View the",
  "View this",
  "View that",
  "View everything",
  "Please view",
  "Look at",
  "Look into",
  "Look over",
  "Please look",
];

/**
 * The openings that rewrites of an operation may be asked for: at least eight, each of which the published
 * evaluator and the parser take for that operation, whichever way and how far it goes.
 */
export function openingsFor(operation: Operation): readonly string[] {
  switch (operation.kind) {
    case "move":
      return [...withDeterminers(moves), ...withPlease(moves)];
    case "place":
    case "place-on-receptacle":
      return [...withDeterminers(placements), ...withPlease(placements)];
    case "rotate":
      return [...withDeterminers(turns), ...withPlease(turns)];
    case "scale":
      return [...withDeterminers(resizings), ...withPlease(resizings)];
    case "view":
      return views;
    case "remove":
      // An object picked by a criterion is called "whichever", which takes the place of "the".
      return operation.criterion
        ? ["Remove whichever", ...bareRemovals]
        : [...withDeterminers(["Remove"]), ...bareRemovals];
  }
}

/** The openings that the rewrites of one sample are asked for, drawn without repetition, each as often as any other over many samples. */
export function assignedOpenings(operation: Operation, seed: number, sampleId: string): string[] {
  const random = seededRandom(seed, "openings", sampleId);
  return random.shuffle(openingsFor(operation)).slice(0, rewriteCount);
}
