import { counted } from "#core/counted.ts";
import type { SceneImport } from "#server/scene/import-scene.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { print, printJson } from "../print.ts";
import { ProgressLine } from "../progress-line.ts";
import { withSession } from "../session.ts";
import { stopSignal } from "../stop-signal.ts";

const refusedShown = 20;

export const importCommand: Command = {
  help: `Usage: gsi import ROOT [--scene ID] [--source NAME] [--json]

Reads the scans below ROOT: photos, poses, annotated objects, mesh and depth where they are there. The photos
stay where they are. Importing again brings in what changed. Files that cannot be used are named, and the rest
is imported; the exit code is 1 when a whole scan, or ROOT itself, had to be refused.

  ROOT           what of these it is, is told by what lies there, in this order:
                   photos     a folder with a gsi-photos.json (docs/photos-and-boxes.md)
                   scannetpp  a folder with data/<scene id>/..., that data folder, or the folder of one scan
                   omni3d     a folder with Omni3D files beside or above their photos, or one such file
  --scene ID     only this scene
  --source NAME  take ROOT for this one
  --json         print the whole report as JSON

Examples:
  gsi import ~/scannetpp
  gsi import ~/scannetpp --scene 036bce3393
  gsi import ~/omni3d/datasets --scene SUNRGBD_val`,
  async run(args) {
    const { values, positionals } = readArguments(
      args,
      { scene: { type: "string" }, source: { type: "string" }, json: { type: "boolean" } },
      ["ROOT"],
    );
    const result = await withSession(async (ctx) => {
      const { importRoot } = await import("#server/scene/import-root.ts");
      const progress = new ProgressLine();
      try {
        return await importRoot(ctx, {
          root: positionals.ROOT,
          sceneId: values.scene,
          source: values.source,
          onProgress: ({ sceneId, step, done, total }) => {
            stopSignal().throwIfAborted();
            progress.show(`${sceneId}: ${step}${total > 1 ? ` ${done}/${total}` : ""}`);
          },
        });
      } finally {
        progress.clear();
      }
    });
    if (values.json) printJson(result);
    else {
      if (result.source) print(`Read as ${result.source}`);
      for (const scene of result.scenes) printScene(scene);
      for (const { file, reason } of result.refused) print(`${file}: ${reason}`);
    }
    const isRefused = result.scenes.some(({ outcome }) => outcome === "refused");
    return result.refused.length > 0 || isRefused ? 1 : 0;
  },
};

function printScene({ sceneId, outcome, report }: SceneImport): void {
  const { read, refused, refusedCount, missing, warnings } = report;
  print(
    `${sceneId}: ${outcome}, ${counted(read.photos, "photo")}, ${counted(read.objects, "object")}`,
  );
  for (const { part, effect } of missing) print(`  without ${part}: ${effect}`);
  for (const warning of warnings) print(`  ${warning}`);
  for (const { file, reason } of refused.slice(0, refusedShown))
    print(`  left out ${file}: ${reason}`);
  if (refusedCount > refusedShown) print(`  and ${refusedCount - refusedShown} more left out`);
}
