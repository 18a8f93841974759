import { omni3d } from "./omni3d.ts";
import { photos } from "./photos.ts";
import { scannetpp } from "./scannetpp.ts";
import type { Source } from "./source.ts";

/** THE list of sources, in the order in which they are asked: the most unmistakable layout first. */
export const sources: readonly Source[] = [photos, scannetpp, omni3d];
