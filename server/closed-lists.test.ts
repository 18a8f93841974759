import { describe, expect, it } from "vitest";
import { Role } from "#core/account/role.ts";
import { ExportFormat } from "#core/release/export-format.ts";
import { ReleaseOrigin } from "#core/release/release-name.ts";
import { SampleState } from "#core/sample/sample-state.ts";
import { VerdictKind } from "#core/sample/verdict.ts";
import { database } from "./db.ts";
import { taskStates } from "./run/get-run-progress.ts";

describe("a column with a closed list", () => {
  it.each([
    ["Sample_state_check", SampleState.options],
    ["Verdict_kind_check", VerdictKind.options],
    ["Release_source_check", ReleaseOrigin.options],
    ["ReleaseDownload_format_check", ExportFormat.options],
    ["StoredExport_format_check", ExportFormat.options],
    ["Task_state_check", taskStates],
    ["User_role_check", Role.options],
    ["Invitation_role_check", Role.options],
  ])("%s allows what the code knows", async (name, words) => {
    const [row] = await database().$queryRaw<{ definition: string }[]>`
      SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = ${name}`;
    const allowed = [...(row?.definition.matchAll(/'([^']+)'/g) ?? [])].map(([, word]) => word);
    expect(allowed.toSorted()).toEqual([...words].toSorted());
  });
});
