import { ExportFormat, PublicationDay } from "#core/release/export-format.ts";
import { readArguments, readChoice } from "../arguments.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { print, printJson } from "../print.ts";
import { ProgressLine } from "../progress-line.ts";
import { withSession } from "../session.ts";
import { stopSignal } from "../stop-signal.ts";

export const releaseExportCommand: Command = {
  help: `Usage: gsi release export NAME --out DIR [--format F] [--with-media | --without-media] [--published DATE]
                          [--json]

Writes a frozen release as files, with manifest.json and SHA256SUMS in every format. The photos are in it, unless
the terms of a scan forbid that they are passed on (ScanNet++). Exporting again gives the same bytes. DIR must be new, empty or an earlier export of the same
release in the same format; it is changed only when all is written.

  NAME             name of the release
  --out DIR        where to write
  --format F       gsi-bench (default): fine_dataset/ as the GSI-Bench evaluator reads it, and fine_dataset.zip
                   jsonl: a line of JSON for every sample, photo and provenance, their schema, and the photos
                   huggingface: Parquet with the photos in it, a dataset card and croissant.json
                   overlays: pictures before and after, and index.html that shows them
                   gltf: a GLB for every sample with camera, boxes and the points around
  --with-media     take the photos along whatever the terms of the scans say: for yourself
  --without-media  leave the photos out and list them in media.json (gsi-bench, jsonl, huggingface)
  --published DATE day of publication, YYYY-MM-DD, for croissant.json (huggingface)
  --json           print what was written as JSON

Examples:
  gsi release export v0 --format gsi-bench --out ~/v0
  gsi release export v0 --format huggingface --without-media --out ~/v0-hub
  gsi release export v0 --out ~/v0 && gsi release verify ~/v0`,
  async run(args) {
    const { values, positionals } = readArguments(
      args,
      {
        out: { type: "string" },
        format: { type: "string" },
        "with-media": { type: "boolean", default: false },
        "without-media": { type: "boolean", default: false },
        published: { type: "string" },
        json: { type: "boolean" },
      },
      ["NAME"],
    );
    const { out, published } = values;
    if (!out) throw new UsageError("--out DIR is missing");
    if (values["with-media"] && values["without-media"])
      throw new UsageError("--with-media and --without-media: give one of the two");
    const format = readChoice("--format", ExportFormat, values.format) ?? "gsi-bench";
    if (published !== undefined && format !== "huggingface")
      throw new UsageError("--published is stated by the format huggingface only");
    if (published !== undefined && !PublicationDay.safeParse(published).success)
      throw new UsageError(`--published: "${published}" is not a day as YYYY-MM-DD`);
    const written = await withSession(async (ctx) => {
      const { exportRelease } = await import("#server/release/export-release.ts");
      const progress = new ProgressLine();
      try {
        return await exportRelease(ctx, {
          name: positionals.NAME,
          outDir: out,
          format,
          media: values["with-media"] || (!values["without-media"] && "by-terms"),
          published,
          onProgress: ({ done, total }) => progress.show(`writing ${done}/${total}`),
          signal: stopSignal(),
        });
      } finally {
        progress.clear();
      }
    });
    if (values.json) printJson(written);
    else {
      const { name, outDir, files, sizeBytes, warnings } = written;
      print(`${name} is in ${outDir}: ${files} files, ${(sizeBytes / 1e6).toFixed(1)} MB`);
      for (const warning of warnings) print(`Mind: ${warning}`);
    }
    return 0;
  },
};
