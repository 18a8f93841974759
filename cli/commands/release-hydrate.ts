import { counted } from "#core/counted.ts";
import { hydrateRelease } from "#server/release/hydrate-release.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { print, printFirst, printJson } from "../print.ts";
import { ProgressLine } from "../progress-line.ts";
import { stopSignal } from "../stop-signal.ts";

export const releaseHydrateCommand: Command = {
  help: `Usage: gsi release hydrate DIR --scans ROOT [--scans ROOT ...] [--out DIR2] [--json]

Puts the photos back into an export that was written with --without-media (gsi-bench, jsonl), from the scans that they
come from. The outcome is byte for byte the export with photos: every photo must have the size and SHA-256 that the
release states, and the whole must pass "gsi release verify" before it is moved to its place. Nothing is written when a
scan is missing, a frame is missing or a photo differs; all such problems are listed. A scan whose photos are right and
of which something else was changed is mentioned. Needs no database.

  DIR           an export without photos
  --scans ROOT  where the scans are: whatever "gsi import" takes. May be given several times; the first that has a
                scene is taken for it
  --out DIR2    where to write (default: in the place of DIR)
  --json        print what was written, or all problems, as JSON

Examples:
  gsi release hydrate ~/v0 --scans ~/scannetpp
  gsi release hydrate ~/v0 --scans ~/scannetpp --scans ~/our-scans --out ~/v0-whole`,
  async run(args) {
    const { values, positionals } = readArguments(
      args,
      {
        scans: { type: "string", multiple: true },
        out: { type: "string" },
        json: { type: "boolean" },
      },
      ["DIR"],
    );
    const { scans, out } = values;
    if (!scans) throw new UsageError("--scans ROOT is missing");
    const progress = new ProgressLine();
    const outcome = await hydrateRelease({
      dir: positionals.DIR,
      scans,
      outDir: out,
      onProgress: ({ step, done, total }) => progress.show(`${step} ${done}/${total}`),
      signal: stopSignal(),
    }).finally(() => progress.clear());
    if (values.json) printJson(outcome);
    else if (outcome.ok) {
      const { name, outDir, photos, files, sizeBytes, merkleRoot, changedScans } = outcome;
      for (const { message } of changedScans) print(`WARNING ${message}. All its photos are right`);
      print(
        `${name} is whole in ${outDir}: ${counted(photos, "photo")} put back, ${files} files, ${(sizeBytes / 1e6).toFixed(1)} MB`,
      );
      print(`Merkle root: ${merkleRoot}`);
    } else {
      const { problems } = outcome;
      printFirst(problems, ({ message }) => [`ERROR ${message}`]);
      print(`NOT DONE: ${counted(problems.length, "problem")}, nothing was written`);
    }
    return outcome.ok ? 0 : 1;
  },
};
