/** What the tests use of the validator, which has no types of its own. */
declare module "gltf-validator" {
  export function validateBytes(data: Uint8Array): Promise<{
    issues: {
      numErrors: number;
      /** Severity 0 is an error, 1 a warning. */
      messages: { code: string; message: string; severity: number; pointer?: string }[];
    };
  }>;
}
