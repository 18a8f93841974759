import { readFile } from "node:fs/promises";
import { Citation } from "#core/release/citation.ts";
import { Changelog } from "#core/release/edition.ts";
import { AppError, messageOf } from "#server/errors.ts";

/** The text of `--changelog FILE`; undefined when it was not given. */
export async function readChangelog(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  const text = Changelog.safeParse(await readText("--changelog", path));
  if (text.success) return text.data;
  throw new AppError("INVALID", `${path}: the changelog is empty or has over 50,000 characters`);
}

/** The content of `--citation FILE`, JSON as docs/releases-life.md says; undefined when it was not given. */
export async function readCitation(path: string | undefined): Promise<Citation | undefined> {
  if (path === undefined) return undefined;
  const citation = Citation.safeParse(parseJson(path, await readText("--citation", path)));
  if (citation.success) return citation.data;
  const problems = citation.error.issues.map(({ path: field, message }) =>
    field.length > 0 ? `${field.join(".")}: ${message}` : message,
  );
  throw new AppError("INVALID", `${path}: ${problems.join("; ")}`);
}

async function readText(flag: string, path: string): Promise<string> {
  return readFile(path, "utf8").catch((error: unknown) => {
    throw new AppError("NOT_FOUND", `${flag}: ${path} cannot be read (${messageOf(error)})`);
  });
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError("INVALID", `${path} is no JSON: ${messageOf(error)}`);
  }
}
