import * as z from "zod";

/** What lies under `/releases/` beside the releases. */
const pages: readonly string[] = ["compare", "by-hash"];

/**
 * The name of a frozen version, e.g. `v0`, `v0.1.0`, `1.0.0-rc.1`: lower-case letters and digits, single
 * dots and hyphens between them, at most 64 characters. Safe as the name of a folder and in a URL on every
 * system, and free of the underscore, because the published tools trip over `_edit` and `_rgb` in a path.
 * Not `compare` or `by-hash`: pages lie under these addresses.
 */
export const ReleaseName = z
  .string()
  .max(64, "a release name has at most 64 characters")
  .regex(
    /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/,
    "a release name is lower-case letters and digits with single dots or hyphens between them, for example v0.1.0",
  )
  .refine((name) => !pages.includes(name), {
    error: ({ input }) => `"${String(input)}" is the address of a page: take another name`,
  });
export type ReleaseName = z.infer<typeof ReleaseName>;

/**
 * Which samples go into a release. `accepted`: those that a person accepted. `gated`: those that the gate
 * kept and no person rejected.
 */
export const ReleaseSource = z.enum(["accepted", "gated"]);
export type ReleaseSource = z.infer<typeof ReleaseSource>;

/** Where a release comes from: frozen here from one of the sources, or made elsewhere and `imported`. */
export const ReleaseOrigin = z.enum([...ReleaseSource.options, "imported"]);
export type ReleaseOrigin = z.infer<typeof ReleaseOrigin>;
