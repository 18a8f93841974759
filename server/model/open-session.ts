import { basename } from "node:path";
import type { InferenceSession } from "onnxruntime-node";
import type { GraphSignature, TensorFound } from "#core/detection/graph-signature.ts";
import { signatureProblems } from "#core/detection/graph-signature.ts";
import { AppError, messageOf } from "../errors.ts";

/** Something that computes: a GPU by CUDA (several are told apart by their number) or WebGPU, or the processor. */
export type Provider = { readonly name: "cuda" | "webgpu" | "cpu"; readonly deviceId?: number };

export type SessionOptions = {
  /** In the order of preference. Only the first, unless `fallBack`. */
  readonly providers: readonly Provider[];
  /** Whether a provider that does not work may be replaced by the next, at last by the processor. */
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
 * Opens a model file with the first provider that works and holds it against what its contract says.
 *
 * @throws AppError when no allowed provider works, or the file takes or gives something else: names the file.
 */
export async function openSession(
  path: string,
  signature: GraphSignature,
  { providers, fallBack, threads }: SessionOptions,
): Promise<OpenSession> {
  const { InferenceSession } = await import("onnxruntime-node");
  const refused: { provider: Provider; reason: string }[] = [];
  for (const provider of fallBack ? withProcessor(providers) : providers.slice(0, 1)) {
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
    const faults = signatureProblems(signature, {
      inputs: session.inputMetadata.flatMap(asFound),
      outputs: session.outputMetadata.flatMap(asFound),
    });
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

function withProcessor(providers: readonly Provider[]): readonly Provider[] {
  return providers.some(({ name }) => name === "cpu") ? providers : [...providers, { name: "cpu" }];
}

function providerOption(provider: Provider): InferenceSession.ExecutionProviderConfig {
  return provider.name === "cuda"
    ? { name: "cuda", deviceId: provider.deviceId ?? 0 }
    : provider.name;
}

function asFound(metadata: InferenceSession.ValueMetadata): TensorFound[] {
  return metadata.isTensor ? [metadata] : [];
}
