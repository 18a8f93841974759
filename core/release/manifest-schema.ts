import * as z from "zod";
import { commonNames } from "./export-format.ts";
import { ManifestHeader, ManifestList, manifestLines, partPath } from "./manifest-header.ts";

/**
 * The JSON Schemas (2020-12) of a manifest in version 2 of its format, by the file that they are about, from the root
 * of a release: `manifest.json`, and a line of each of its lists. They are published in `docs/schema`.
 */
export function manifestSchemas(): ReadonlyMap<string, object> {
  return new Map([
    [commonNames.manifest, schemaOf(ManifestHeader, commonNames.manifest)],
    ...ManifestList.options.map(
      (list) =>
        [
          partPath(list),
          schemaOf<z.ZodType>(manifestLines[list], `A line of ${partPath(list)}`),
        ] as const,
    ),
  ]);
}

/** Of what lies in the file: reading it may put it in another order. */
function schemaOf<S extends z.ZodType>(schema: S, title: string): object {
  return z.toJSONSchema(schema.meta({ title }), { target: "draft-2020-12", io: "input" });
}
