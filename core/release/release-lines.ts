import * as z from "zod";
import { ReleasedImage, ReleasedProvenance, ReleasedSample, ReleasedScene } from "./manifest.ts";
import { photoFile } from "./photo-file.ts";
import type { PhotoInContext, SampleInContext } from "./release-index.ts";
import { ReleasedBox, releasedBoxes } from "./released-box.ts";

/** How a result was made, with its content hash. */
const ProvenanceLine = ReleasedProvenance.meta({ id: "provenance" });

/** A photo with its scan; `file` lies there unless the export leaves photos out. */
const ImageLine = ReleasedImage.extend({
  file: z.string(),
  /** Bytes of the file. */
  size: z.number().int().min(0),
  scene: ReleasedScene,
}).meta({ id: "image" });
export type ImageLine = z.infer<typeof ImageLine>;

/** A sample with all that the release knows of it, so that a line can be read alone. */
const SampleLine = ReleasedSample.omit({ provenance: true })
  .extend({
    /** What the model under test is told: `prompt` of the edit. */
    instruction: z.string(),
    image: ImageLine,
    boxes: z.object({
      /** x right, y down, z forward. */
      frame: z.literal("opencv-camera"),
      lengthUnit: z.literal("metre"),
      angleUnit: z.literal("radian"),
      before: ReleasedBox,
      /** Null where the object is removed. */
      after: ReleasedBox.nullable(),
    }),
    provenance: z.object({
      reconstruction: ProvenanceLine.nullable(),
      proposal: ProvenanceLine,
      gate: ProvenanceLine.nullable(),
      redetection: ProvenanceLine.optional(),
    }),
  })
  .meta({ id: "sample" });
export type SampleLine = z.infer<typeof SampleLine>;

/** The JSON Schema (2020-12) of the three files of lines: a line of `samples.jsonl` is a `#/$defs/sample`, and so on. */
export function linesSchema(): object {
  return z.toJSONSchema(
    z.object({
      "samples.jsonl": z.array(SampleLine),
      "images.jsonl": z.array(ImageLine),
      "provenance.jsonl": z.array(ProvenanceLine),
    }),
    { target: "draft-2020-12" },
  );
}

/** The line of a sample. `madeBy` gives the provenance with a hash. */
export function sampleLine(
  { sample, ...photo }: SampleInContext,
  madeBy: (hash: string) => ReleasedProvenance,
): SampleLine {
  const { provenance, ...said } = sample;
  const madeByAny = (hash: string | null) => (hash === null ? null : madeBy(hash));
  return {
    ...said,
    instruction: sample.edit.prompt,
    image: imageLine(photo),
    boxes: {
      frame: "opencv-camera",
      lengthUnit: "metre",
      angleUnit: "radian",
      ...releasedBoxes(sample.edit),
    },
    provenance: {
      reconstruction: madeByAny(provenance.reconstruction),
      proposal: madeBy(provenance.proposal),
      gate: madeByAny(provenance.gate),
      ...(provenance.redetection && { redetection: madeBy(provenance.redetection) }),
    },
  };
}

/** The line of a photo. */
export function imageLine({ image, scene, photoBytes }: PhotoInContext): ImageLine {
  return { ...image, file: photoFile(image.imageId), size: photoBytes, scene };
}
