import { readFile } from "node:fs/promises";
import { AppError, messageOf } from "#server/errors.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { print, printJson } from "../print.ts";
import { withSession } from "../session.ts";

export const releaseDraftCreateCommand: Command = {
  help: `Usage: gsi release draft create NAME FILE [--json]

Starts a draft of a release: what its samples are chosen from, how many of what, and by which seed. "gsi release
draft pick" shows what it chooses.

  NAME    what people call the draft; no two share a name
  FILE    its spec as JSON, as docs/drafts.md states it; {} takes every accepted sample
  --json  print the draft's id and version as JSON

Examples:
  gsi release draft create gsi-real gsi-real.json`,
  async run(args) {
    const { values, positionals } = readArguments(args, { json: { type: "boolean" } }, [
      "NAME",
      "FILE",
    ]);
    const spec = await readSpec(positionals.FILE);
    const created = await withSession(async (ctx) => {
      const { createDraft } = await import("#server/draft/create-draft.ts");
      // The verb reads it strictly.
      return createDraft(ctx, { name: positionals.NAME, spec: spec as object });
    });
    if (values.json) printJson(created);
    else print(created.id);
    return 0;
  },
};

async function readSpec(file: string): Promise<unknown> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new AppError("INVALID", `${file} cannot be read: ${messageOf(error)}`);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError("INVALID", `${file} is not JSON: ${messageOf(error)}`);
  }
}
