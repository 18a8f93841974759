/** The ONNX Runtime of this machine, and the execution providers whose code came with it. */
export type Runtime = { readonly version: string; readonly providers: string[] };

/** Loads the runtime to ask it. A provider that is there may still lack its driver. */
export async function describeRuntime(): Promise<Runtime> {
  const { env, listSupportedBackends } = await import("onnxruntime-node");
  const providers = listSupportedBackends().filter(({ bundled }) => bundled);
  return {
    version: env.versions.node ?? "of an unknown version",
    providers: providers.map(({ name }) => name),
  };
}
