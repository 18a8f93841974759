/**
 * The first words by which the published evaluator knows an operation, all lower case.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/eval.py: main.
 */
export const operationWords = {
  move: ["move", "shift", "relocate", "place", "put", "push", "pull"],
  rotate: ["rotate", "turn", "spin"],
  remove: ["remove"],
  scale: ["scale", "resize", "make", "shrink", "reduce", "enlarge", "expand", "increase"],
  view: ["view", "changeview", "look"],
} as const;

/** An operation that the published evaluator can score. */
export type ScoredOperation = keyof typeof operationWords;

const operationOfWord = new Map<string, ScoredOperation>(
  (Object.keys(operationWords) as ScoredOperation[]).flatMap((operation) =>
    operationWords[operation].map((word) => [word, operation] as const),
  ),
);

/**
 * The operation that the published evaluator reads from an instruction: its first word (the second after
 * "please"), split at single spaces; and a mention of "camera" that is neither "from the camera" nor "to
 * the camera" makes it a view edit whatever the word says. `unknown` holds a word that is in no list (the
 * empty string for a leading space): such an instruction stops the whole published evaluation.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/eval_utils.py: get_operation.
 */
export function operationFromPrompt(
  prompt: string,
): { readonly operation: ScoredOperation } | { readonly unknown: string } {
  const [first = "", second = ""] = prompt.split(" ", 2).map((word) => word.toLowerCase());
  const aboutCamera =
    prompt.includes("camera") &&
    !prompt.includes("from the camera") &&
    !prompt.includes("to the camera");
  if (aboutCamera) return { operation: "view" };
  const word = first === "please" ? second : first;
  const operation = operationOfWord.get(word);
  return operation ? { operation } : { unknown: word };
}
