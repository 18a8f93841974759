import { env } from "#server/env.ts";
import { AppError } from "#server/errors.ts";
import type { Model } from "#server/model/get-model.ts";
import { openDetAny3d } from "./detany3d-pool.ts";
import type { Detector3d } from "./detector-3d.ts";

/** The detectors that this process has opened, by the hash of their model: one is opened once, for all photos. */
const opened = new Map<string, Detector3d>();

/** The 3D detector that runs a model of the registry on this machine. */
export function detectorOf({ folder, hash, manifest }: Model): Detector3d {
  const present = opened.get(hash);
  if (present) return present;
  if (manifest.contract !== "detany3d/1")
    throw new AppError(
      "INVALID",
      `model ${manifest.name} finds no 3D boxes: its contract is ${manifest.contract}`,
    );
  const { GSI_DEVICES: devices, GSI_DEVICE_FALLBACK: fallBack } = env();
  const detector = openDetAny3d({
    folder,
    manifest,
    devices,
    fallBack,
    log: (line) => console.log(line),
  });
  opened.set(hash, detector);
  return detector;
}

/** Ends the threads of all detectors. */
export async function closeDetectors(): Promise<void> {
  const all = [...opened.values()];
  opened.clear();
  await Promise.all(all.map((detector) => detector.close()));
}
