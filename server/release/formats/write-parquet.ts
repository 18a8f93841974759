import type { ColumnSource, SchemaElement } from "hyparquet-writer";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { TableColumn } from "#core/release/table-columns.ts";

/** Rows of a row group, column after column, in the order of the columns. */
export type RowGroup = readonly (readonly unknown[])[];

/**
 * A Parquet file in pieces: one for every row group, then the footer. Holds one row group at a time. Not
 * compressed: photos are already. A photo that several rows of a group share is stored once in it.
 */
export async function* writeParquet(
  columns: readonly TableColumn[],
  groups: AsyncIterable<RowGroup>,
): AsyncGenerator<Uint8Array> {
  const bytes = new PieceWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: [
      { name: "schema", num_children: columns.length, repetition_type: "REQUIRED" },
      ...columns.flatMap(schemaOf),
    ],
    codec: "UNCOMPRESSED",
    createdBy: "GSI Studio",
  });
  for await (const group of groups) {
    await writer.write({
      columnData: columns.map((column, index) => sourceOf(column, group[index] ?? [])),
      rowGroupSize: group[0]?.length ?? 0,
    });
    yield bytes.take();
  }
  await writer.finish();
  yield bytes.take();
}

/** Keeps what was written until it is taken; offsets go on. */
class PieceWriter extends ByteWriter {
  take(): Uint8Array {
    const piece = this.getBytes().slice();
    this.index = 0;
    return piece;
  }
}

function sourceOf({ name, type }: TableColumn, data: readonly unknown[]): ColumnSource {
  const column = { name, data: [...data] };
  if (type !== "image") return column;
  const isEmpty = data.every((value) => (value as { bytes: unknown }).bytes === null);
  return { ...column, statistics: false, ...(!isEmpty && { encoding: "RLE_DICTIONARY" }) };
}

function schemaOf({ name, type, nullable }: TableColumn): SchemaElement[] {
  const repetition_type = nullable ? ("OPTIONAL" as const) : ("REQUIRED" as const);
  switch (type) {
    case "string":
      return [{ name, type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type }];
    case "int32":
      return [{ name, type: "INT32", repetition_type }];
    case "float64-list":
      return [
        { name, converted_type: "LIST", repetition_type, num_children: 1 },
        { name: "list", repetition_type: "REPEATED", num_children: 1 },
        { name: "element", type: "DOUBLE", repetition_type: "REQUIRED" },
      ];
    case "image":
      return [
        { name, repetition_type, num_children: 2 },
        { name: "bytes", type: "BYTE_ARRAY", repetition_type: "OPTIONAL" },
        {
          name: "path",
          type: "BYTE_ARRAY",
          converted_type: "UTF8",
          repetition_type: "OPTIONAL",
        },
      ];
  }
}
