import manifest from "../package.json" with { type: "json" };

/** The studio's version: part of every provenance and of every release. */
export const version: string = manifest.version;
