import { parseInstruction } from "#core/instruction/parse-instruction.ts";
import { statedOperation } from "#core/instruction/stated-operation.ts";
import { operationFromPrompt } from "#core/metric/operation-word.ts";
import type { Operation, OperationKind } from "#core/operation/operation.ts";
import { PublishedEdit } from "./published-edit.ts";

/** What an edit file of a data set from elsewhere says, or why it says nothing. */
export type ImportedEdit =
  | {
      readonly edit: PublishedEdit;
      readonly kind: OperationKind;
      /** Null where the words alone do not state it. */
      readonly operation: Operation | null;
    }
  | { readonly problem: string };

/** Reads the parsed content of an edit file. Fields that the evaluator does not know are passed over. */
export function readImportedEdit(json: unknown): ImportedEdit {
  const parsed = PublishedEdit.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { problem: `${issue?.path.join(".") || "content"}: ${issue?.message}` };
  }
  const edit = parsed.data;
  const said = parseInstruction(edit.prompt, [edit.target]);
  const word = operationFromPrompt(edit.prompt);
  const kind = said.kind?.value ?? ("operation" in word ? word.operation : null);
  if (kind === null) return { problem: `prompt: its first word names no operation` };
  return { edit, kind, operation: statedOperation(said) };
}
