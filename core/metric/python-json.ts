const stringOrBareWord = /"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g;
const notANumber = "\u0000NaN";

/**
 * Reads JSON as Python's reader does, which also takes the bare words NaN, Infinity and -Infinity: the
 * published evaluator writes them. Throws SyntaxError on anything else that is not JSON.
 */
export function parsePythonJson(text: string): unknown {
  const standard = text.replace(stringOrBareWord, (token) =>
    token === "NaN" ? JSON.stringify(notANumber) : token.replace(/^(-?)Infinity$/, "$11e999"),
  );
  return JSON.parse(standard, (_, value: unknown) => (value === notANumber ? Number.NaN : value));
}
