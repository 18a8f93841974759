import type { WorkingEdit as Row } from "../../prisma/generated/client.ts";
import { EditHistory } from "#core/sample/edit-history.ts";
import type { WorkingEdit } from "#core/sample/working-edit.ts";
import { EditMark } from "#core/sample/working-edit.ts";

/** A person's changes as the database has them, and since when. */
export type StoredWorkingEdit = WorkingEdit & { readonly at: Date };

/** A row as what it stands for. */
export function workingEditOf(row: Row): StoredWorkingEdit {
  return {
    version: row.version,
    mark: { client: row.client, counter: row.counter },
    knows: EditMark.array().parse(row.knows),
    history: EditHistory.parse(row.history),
    at: row.updatedAt,
  };
}
