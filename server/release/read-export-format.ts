import { ExportFormat } from "#core/release/export-format.ts";
import { AppError } from "../errors.ts";

/** The format that a request names; the published layout where it names none. */
export function readExportFormat(text: string | null): ExportFormat {
  const format = ExportFormat.safeParse(text ?? "gsi-bench");
  if (format.success) return format.data;
  throw new AppError(
    "INVALID",
    `format: "${text}" is not one of ${ExportFormat.options.join(", ")}`,
  );
}
