import { env } from "#server/env.ts";
import { AppError } from "#server/errors.ts";
import type { Model } from "#server/model/get-model.ts";
import { openDetAny3d } from "./detany3d-pool.ts";
import type { Detany3dService } from "./detany3d-service.ts";
import { detany3dServiceAddress, openDetany3dService } from "./detany3d-service.ts";
import type { Detector3d } from "./detector-3d.ts";

/** The models that this process has opened, by their hash: one is opened once, for all photos. */
const models = new Map<string, Detector3d>();
let service: Promise<Detany3dService> | null = null;

/** The 3D detector that runs a model of the registry on this machine. */
export function detectorOf({ folder, hash, manifest }: Model): Detector3d {
  const present = models.get(hash);
  if (present) return present;
  if (manifest.contract !== "detany3d/1")
    throw new AppError(
      "INVALID",
      `model ${manifest.name} finds no 3D boxes: its contract is ${manifest.contract}`,
    );
  const { GSI_DEVICES: devices, GSI_DEVICE_FALLBACK: fallBack } = env();
  const log = (line: string) => console.log(line);
  const detector = openDetAny3d({ folder, manifest, devices, fallBack, log });
  models.set(hash, detector);
  return detector;
}

/** The 3D detector behind HTTP that the environment names. One that could not be reached is tried again the next time. */
export async function serviceDetector(): Promise<Detany3dService> {
  service ??= openDetany3dService(detany3dServiceAddress());
  try {
    return await service;
  } catch (error) {
    service = null;
    throw error;
  }
}

/** Ends the threads and connections of all detectors. */
export async function closeDetectors(): Promise<void> {
  const open = [...models.values()];
  models.clear();
  if (service) open.push(await service);
  service = null;
  await Promise.all(open.map((detector) => detector.close()));
}
