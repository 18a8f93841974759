import * as z from "zod";

/** Superlatives that pick one of several alike things, as the viewer of the photo sees them. */
export const Extreme = z.enum([
  "leftmost",
  "rightmost",
  "nearest",
  "farthest",
  "highest",
  "lowest",
]);
export type Extreme = z.infer<typeof Extreme>;

/** What a referring expression adds to the bare label. */
export const Qualifier = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("extreme"), which: Extreme }),
  /** Standing on or in the only thing with this label. */
  z.object({ kind: z.literal("on"), anchor: z.string().min(1) }),
  /** The one closest to the only thing with this label. */
  z.object({ kind: z.literal("nearest-to"), anchor: z.string().min(1) }),
]);
export type Qualifier = z.infer<typeof Qualifier>;

/** The noun phrase for a label and its qualifier: "the chair", "the leftmost chair", "the mug on the desk". */
export function nounPhrase(label: string, qualifier: Qualifier | null): string {
  if (!qualifier) return `the ${label}`;
  switch (qualifier.kind) {
    case "extreme":
      switch (qualifier.which) {
        case "nearest":
          return `the ${label} nearest to the camera`;
        case "farthest":
          return `the ${label} farthest from the camera`;
        default:
          return `the ${qualifier.which} ${label}`;
      }
    case "on":
      return `the ${label} on the ${qualifier.anchor}`;
    case "nearest-to":
      return `the ${label} nearest to the ${qualifier.anchor}`;
  }
}
