import * as z from "zod";
import { Finding } from "#core/plausibility/finding.ts";
import { Edit } from "#core/sample/revision.ts";

/** The parsed JSON columns of a revision row. */
export function editOfRevision(row: { edit: unknown; findings: unknown }): {
  edit: Edit;
  findings: Finding[];
} {
  return { edit: Edit.parse(row.edit), findings: z.array(Finding).parse(row.findings) };
}

/** The id of a sample's n-th revision: readable, and the same on every machine. */
export function revisionId(sampleId: string, number: number): string {
  return `${sampleId}_r${number}`;
}
