import type * as z from "zod";

/** A place in a JSON file as people write it: `scenes[0].images[2].file`. */
export function jsonPath(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step).slice(0, 60)}`))
    .join("")
    .replace(/^\./, "");
}

/** The first thing that is wrong with the part at `place` of a JSON file: `images[2].width: is missing`. */
export function describeIssue(error: z.ZodError, place: readonly PropertyKey[]): string {
  const issue = error.issues[0]!;
  const { message } = issue;
  const isMissing = issue.code === "invalid_type" && message.endsWith("received undefined");
  const where = jsonPath([...place, ...issue.path]) || "the file";
  return `${where}: ${isMissing ? "is missing" : message.slice(0, 300)}`;
}
