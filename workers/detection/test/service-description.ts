import { readFile } from "node:fs/promises";
import * as z from "zod";

type Described = {
  paths: Record<
    string,
    Record<string, { requestBody?: Holder; responses: Record<string, Holder> }>
  >;
  components: { schemas: Record<string, object> };
};
type Holder = {
  content: Record<
    string,
    { schema: { $ref: string }; examples?: Record<string, { value: unknown }> }
  >;
};

async function description(): Promise<Described> {
  const path = new URL("../../../docs/detany3d-service.openapi.json", import.meta.url);
  return JSON.parse(await readFile(path, "utf8")) as Described;
}

/** The shapes that the protocol's description names, as it describes them. */
export async function describedSchemas(): Promise<Map<string, z.ZodType>> {
  const { components } = await description();
  const $defs = JSON.parse(
    JSON.stringify(components.schemas).replaceAll("#/components/schemas/", "#/$defs/"),
  ) as Record<string, z.core.JSONSchema.JSONSchema>;
  return new Map(
    Object.keys($defs).map((name) => [name, z.fromJSONSchema({ $ref: `#/$defs/${name}`, $defs })]),
  );
}

/** The examples in the description, each with the name of its shape. */
export async function describedExamples() {
  const { paths } = await description();
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  const holders = operations.flatMap(({ requestBody, responses }) => [
    ...(requestBody ? [requestBody] : []),
    ...Object.values(responses),
  ]);
  return holders
    .flatMap(({ content }) => Object.values(content))
    .flatMap(({ schema, examples }) =>
      Object.values(examples ?? {}).map(({ value }) => ({
        schema: schema.$ref.replace("#/components/schemas/", ""),
        value,
      })),
    );
}
