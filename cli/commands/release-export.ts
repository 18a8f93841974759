import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { print, printJson } from "../print.ts";
import { ProgressLine } from "../progress-line.ts";
import { withSession } from "../session.ts";
import { stopSignal } from "../stop-signal.ts";

export const releaseExportCommand: Command = {
  help: `Usage: gsi release export NAME --out DIR [--format gsi-bench] [--json]

Writes fine_dataset/ as the GSI-Bench evaluator reads it, the same packed as fine_dataset.zip, and beside them
manifest.json, SHA256SUMS and README.md. The photos are in it: mind the terms of the scans. Exporting again gives
the same bytes. DIR must be new, empty or an earlier export of the same release; it is changed only when all is
written.

  NAME         name of the release
  --out DIR    where to write
  --format F   gsi-bench (default)
  --json       print what was written as JSON

Examples:
  gsi release export v0 --format gsi-bench --out ~/v0
  gsi release export v0 --out ~/v0 && gsi release verify ~/v0`,
  async run(args) {
    const { values, positionals } = readArguments(
      args,
      {
        out: { type: "string" },
        format: { type: "string", default: "gsi-bench" },
        json: { type: "boolean" },
      },
      ["NAME"],
    );
    const { out, format } = values;
    if (!out) throw new UsageError("--out DIR is missing");
    if (format !== "gsi-bench") throw new UsageError(`--format: "${format}" is not gsi-bench`);
    const written = await withSession(async (ctx) => {
      const { exportRelease } = await import("#server/release/export-release.ts");
      const progress = new ProgressLine();
      try {
        return await exportRelease(ctx, {
          name: positionals.NAME,
          outDir: out,
          format,
          onProgress: ({ done, total }) => progress.show(`writing ${done}/${total}`),
          signal: stopSignal(),
        });
      } finally {
        progress.clear();
      }
    });
    if (values.json) printJson(written);
    else {
      const { name, outDir, files, sizeBytes } = written;
      print(`${name} is in ${outDir}: ${files} files, ${(sizeBytes / 1e6).toFixed(1)} MB`);
    }
    return 0;
  },
};
