import type { Operation } from "#core/operation/operation.ts";
import type { Random } from "#core/random.ts";
import type { ParsedInstruction } from "./parse-instruction.ts";
import type { Extreme, Qualifier } from "./qualifier.ts";

/** What the words call the edited object and the other one, if the operation speaks of another. */
export type Names = { readonly what: string; readonly other: string };

/**
 * Everything about instructions that is of one language. What is said of which object is decided without
 * it ({@link writeInstruction}); a further language is a further value of this type. What `order` writes,
 * `read` must read back as the same operation.
 */
export type Language = {
  /** BCP 47 tag. */
  readonly tag: string;
  /** Whether a thing with this (normalised) label may be named at all. */
  readonly canName: (label: string) => boolean;
  /** The noun phrase for a label and what tells it from others of that label. */
  readonly name: (label: string, qualifier: Qualifier | null) => string;
  /** The noun phrase for whichever thing of a label is the most so. */
  readonly nameByCriterion: (label: string, which: Extreme) => string;
  /** The imperative, without its full stop, in a phrasing drawn by `random`; null when there is nothing to ask for. */
  readonly order: (operation: Operation, names: Names, random: Random) => string | null;
  /** Ways to end the order by asking to leave the rest alone. */
  readonly keepClauses: readonly string[];
  /** Reads an instruction; `labels` may be named, in lower case. Never throws. */
  readonly read: (text: string, labels: readonly string[]) => ParsedInstruction;
};
