import { basename } from "node:path";
import type { InferenceSession } from "onnxruntime-node";
import type { GraphContract, TensorContract } from "#core/detection/detany3d-contract.ts";
import { AppError, messageOf } from "../errors.ts";

/** Something that computes: a GPU by CUDA (several are told apart by their number) or WebGPU, or the processor. */
export type Provider = { readonly name: "cuda" | "webgpu" | "cpu"; readonly deviceId?: number };

export type SessionOptions = {
  /** In the order of preference. Only the first, unless `fallBack`. */
  readonly providers: readonly Provider[];
  /** Whether a provider that does not work may be replaced by the next. */
  readonly fallBack: boolean;
  /** Threads of the processor for one operator. */
  readonly threads?: number;
};

export type OpenSession = {
  readonly session: InferenceSession;
  readonly provider: Provider;
  /** The preferred providers that do not work here, and why. */
  readonly refused: readonly { readonly provider: Provider; readonly reason: string }[];
};

/**
 * Opens a model file with the first provider that works and holds it against its contract.
 *
 * @throws AppError when no allowed provider works, or the file takes or gives something else: names the file.
 */
export async function openSession(
  path: string,
  contract: GraphContract,
  { providers, fallBack, threads }: SessionOptions,
): Promise<OpenSession> {
  const { InferenceSession } = await import("onnxruntime-node");
  const refused: { provider: Provider; reason: string }[] = [];
  for (const provider of fallBack ? providers : providers.slice(0, 1)) {
    let session: InferenceSession;
    try {
      session = await InferenceSession.create(path, {
        executionProviders: [providerOption(provider)],
        graphOptimizationLevel: "all",
        // Warnings of initializers that optimizing leaves unused say nothing to anybody.
        logSeverityLevel: 3,
        ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
      });
    } catch (error) {
      refused.push({ provider, reason: messageOf(error) });
      continue;
    }
    const faults = contractFaults(session, contract);
    if (faults.length > 0) {
      await session.release();
      throw new AppError(
        "INVALID",
        `${basename(path)} is not a graph of its contract: ${faults.join("; ")}`,
      );
    }
    return { session, provider, refused };
  }
  throw new AppError(
    "PRECONDITION",
    `${basename(path)} cannot be opened: ${refused.map(({ provider, reason }) => `${provider.name}: ${reason}`).join("; ")}`,
  );
}

function providerOption(provider: Provider): InferenceSession.ExecutionProviderConfig {
  return provider.name === "cuda"
    ? { name: "cuda", deviceId: provider.deviceId ?? 0 }
    : provider.name;
}

function contractFaults(session: InferenceSession, contract: GraphContract): string[] {
  return [
    ...contract.inputs.flatMap((tensor) => faultOf("input", tensor, session.inputMetadata)),
    ...contract.outputs.flatMap((tensor) => faultOf("output", tensor, session.outputMetadata)),
    ...session.inputNames
      .filter((name) => !contract.inputs.some((tensor) => tensor.name === name))
      .map((name) => `it asks for an input "${name}" that is not in the contract`),
  ];
}

function faultOf(
  kind: "input" | "output",
  tensor: TensorContract,
  metadata: readonly InferenceSession.ValueMetadata[],
): string[] {
  const found = metadata.find(({ name }) => name === tensor.name);
  if (!found?.isTensor) return [`${kind} "${tensor.name}" is missing`];
  const wanted = `${tensor.type}[${tensor.dims.join(", ")}]`;
  const shown = `${found.type}[${found.shape.join(", ")}]`;
  const fits =
    found.type === tensor.type &&
    found.shape.length === tensor.dims.length &&
    tensor.dims.every((dim, axis) => {
      const extent = found.shape[axis];
      return typeof dim === "string" || typeof extent !== "number" || extent === dim;
    });
  return fits ? [] : [`${kind} "${tensor.name}" is ${shown}, not ${wanted}`];
}
