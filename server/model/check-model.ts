import { join } from "node:path";
import type { InferenceSession } from "onnxruntime-node";
import type { GraphSignature } from "#core/detection/graph-signature.ts";
import {
  detAny3dDecoder,
  detAny3dEncoder,
  groundingDino,
  owlV2,
} from "#core/detection/graph-signature.ts";
import type { ModelManifest } from "#core/detection/model-manifest.ts";
import { messageOf } from "../errors.ts";
import type { Model } from "./get-model.ts";
import { getModel } from "./get-model.ts";
import { openSession } from "./open-session.ts";
import { tryDecoder, tryEncoder } from "./try-detany3d.ts";
import { verifyModelFile } from "./verify-model-file.ts";

const onProcessor = { providers: [{ name: "cpu" }], fallBack: false } as const;

/** One thing that was looked at, and what was found. */
export type ModelCheck = { readonly what: string; readonly ok: boolean; readonly found: string };

/** What a check of a model looked at, in order; after a file that is wrong no graph is opened. */
export type ModelReport = {
  readonly name: string;
  readonly hash: string;
  readonly ok: boolean;
  readonly checks: readonly ModelCheck[];
};

/**
 * Checks a model of the registry: the content of every file, the inputs and outputs of every graph, and, for
 * DetAny3D, one photo and one prompt through every encoder and the decoder, on the processor.
 */
export async function checkModel(name: string, home?: string): Promise<ModelReport> {
  const model = await getModel(name, home);
  const checks: ModelCheck[] = [];
  const look = async <T>(what: string, work: () => Promise<[found: string, value: T]>) => {
    try {
      const [found, value] = await work();
      checks.push({ what, ok: true, found });
      return value;
    } catch (error) {
      checks.push({ what, ok: false, found: messageOf(error) });
      return null;
    }
  };
  for (const file of model.manifest.files)
    await look("file", async () => [
      `${file.path}: ${file.bytes} bytes, as listed`,
      await verifyModelFile(model.folder, file),
    ]);
  if (checks.every(({ ok }) => ok)) await checkGraphs(model, look);
  return { name, hash: model.hash, ok: checks.every(({ ok }) => ok), checks };
}

type Look = <T>(what: string, work: () => Promise<[found: string, value: T]>) => Promise<T | null>;

async function checkGraphs({ manifest, folder }: Model, look: Look): Promise<void> {
  const withGraph = async <T>(
    file: string,
    signature: GraphSignature,
    use: (session: InferenceSession) => Promise<T>,
  ): Promise<T | null> => {
    const session = await look("graph", async () => {
      const opened = await openSession(join(folder, file), signature, onProcessor);
      return [`${file}: names, types and shapes of the contract`, opened.session];
    });
    if (!session) return null;
    try {
      return await use(session);
    } finally {
      await session.release();
    }
  };
  if (manifest.contract !== "detany3d/1") {
    await withGraph(manifest.model, signatures[manifest.contract], () => Promise.resolve());
    return;
  }
  await withGraph(manifest.decoder, detAny3dDecoder, async (decoder) => {
    for (const { file, cropWidth, cropHeight } of manifest.encoders)
      await withGraph(file, detAny3dEncoder, (encoder) =>
        look(`self-test ${cropWidth} x ${cropHeight}`, async () => {
          const encoded = await tryEncoder(encoder, { width: cropWidth, height: cropHeight });
          await tryDecoder(decoder, encoded, { width: cropWidth, height: cropHeight });
          return ["one photo and one prompt: shapes right, all numbers finite", null];
        }),
      );
  });
}

const signatures = {
  "grounding-dino/1": groundingDino,
  "owlv2/1": owlV2,
} satisfies Partial<Record<ModelManifest["contract"], GraphSignature>>;
