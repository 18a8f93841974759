import { canonicalJson } from "#core/canonical-json.ts";
import type { ReconstructOptions } from "#core/detection/reconstruct-options.ts";
import { env } from "#server/env.ts";
import { AppError } from "#server/errors.ts";
import type { Model } from "#server/model/get-model.ts";
import { requireModel } from "#server/model/require-model.ts";
import { readBlob } from "#server/storage.ts";
import { openDetAny3d } from "./detany3d-pool.ts";
import type { Detany3dService } from "./detany3d-service.ts";
import { detany3dServiceAddress, openDetany3dService } from "./detany3d-service.ts";
import type { Detector2d } from "./detector-2d.ts";
import type { Detector3d } from "./detector-3d.ts";
import { openFrontEnd } from "./open-front-end.ts";
import { openPrecomputedPrompts } from "./precomputed-prompts.ts";

/** The models that this process has opened, by their hash: one is opened once, for all photos. */
const models = new Map<string, Detector3d>();
const finders = new Map<string, Detector2d>();
const log = (line: string) => console.log(line);
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

/** A 2D detector that looks for labels as a run's options say. */
export async function promptFinder(
  options: ReconstructOptions,
): Promise<{ finder: Detector2d; notForRelease: string | null }> {
  const { prompts, promptModel: pin, promptsFile, textThreshold, oneCaptionPerLabel } = options;
  const boxThreshold = options.boxThreshold ?? (prompts === "owlv2" ? 0.2 : 0.37);
  if (prompts === "precomputed") {
    if (!promptsFile)
      throw new AppError("INVALID", "precomputed prompts come from a file: name it");
    const key = promptsFile.hash;
    const present = finders.get(key);
    if (present) return { finder: present, notForRelease: null };
    const finder = openPrecomputedPrompts(promptsFile.name, await readBlob(key));
    finders.set(key, finder);
    return { finder, notForRelease: null };
  }
  if (!pin) throw new AppError("INVALID", `prompts by ${prompts} need a model of that kind`);
  const { folder, manifest } = await requireModel(pin.name, pin.hash);
  if (manifest.contract === "detany3d/1" || manifest.contract !== `${prompts}/1`)
    throw new AppError("INVALID", `model ${pin.name} is not for prompts by ${prompts}`);
  const key = canonicalJson({ pin, boxThreshold, textThreshold, oneCaptionPerLabel });
  const { GSI_DEVICES: providers, GSI_DEVICE_FALLBACK: fallBack } = env();
  const common = { folder, model: manifest.model, session: { providers, fallBack }, boxThreshold };
  const finder =
    finders.get(key) ??
    openFrontEnd(
      prompts === "owlv2"
        ? { kind: "owlv2", ...common }
        : { kind: "grounding-dino", ...common, textThreshold, oneCaptionPerLabel },
      log,
    );
  finders.set(key, finder);
  return { finder, notForRelease: manifest.notReleasableReason ?? null };
}

/** Ends the threads and connections of all detectors. */
export async function closeDetectors(): Promise<void> {
  const open: { close(): Promise<void> }[] = [...models.values(), ...finders.values()];
  models.clear();
  finders.clear();
  if (service) open.push(await service);
  service = null;
  await Promise.all(open.map((detector) => detector.close()));
}
