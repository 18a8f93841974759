import { transformBox } from "#core/geometry/oriented-box.ts";
import { CameraFromWorld, invert } from "#core/geometry/rigid-transform.ts";
import { editStem } from "#core/release/dataset-names.ts";
import type { SampleInContext } from "#core/release/release-index.ts";
import { boxInCamera, releasedBoxes } from "#core/release/released-box.ts";
import { samplesInContext } from "../release-index.ts";
import { buildGlb } from "./build-glb.ts";
import { bytesFile } from "./export-file.ts";
import { readNearPoints } from "./read-near-points.ts";
import type { ReleaseFormat } from "./release-format.ts";

/** Points farther than this from both boxes are left out. */
const reachMeters = 1.5;
const pointsMax = 50_000;

/** One binary glTF file a sample: camera, boxes before and after, and what the scan has of the room around them. */
export const gltf: ReleaseFormat = {
  photoPath: null,
  files: async (release) => ({
    count: release.counts.samples,
    async *list() {
      for await (const row of samplesInContext(release))
        yield bytesFile(`glb/${editStem(row.sample)}.glb`, null, () => glbOf(row));
    },
  }),
};

async function glbOf({ sample, image, scene }: SampleInContext): Promise<Uint8Array> {
  const boxes = releasedBoxes(sample.edit);
  const before = boxInCamera(boxes.before);
  const after = boxes.after && boxInCamera(boxes.after);
  const cameraFromWorld = image.cameraFromWorld
    ? CameraFromWorld.parse(image.cameraFromWorld)
    : null;
  const inWorld =
    cameraFromWorld &&
    [before, ...(after ? [after] : [])].map((box) => transformBox(invert(cameraFromWorld), box));
  return buildGlb({
    sampleId: sample.sampleId,
    label: sample.label,
    operation: sample.operation.kind,
    instruction: sample.edit.prompt,
    intrinsics: image.intrinsics,
    cameraFromWorld,
    before,
    after,
    points:
      inWorld && scene.points
        ? await readNearPoints(scene.points, inWorld, reachMeters, pointsMax)
        : null,
  });
}
