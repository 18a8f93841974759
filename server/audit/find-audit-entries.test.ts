import { expect, test } from "vitest";
import { audit } from "../audit.ts";
import { inRollback } from "../test/in-rollback.ts";
import { createPerson } from "../test/people.ts";
import { findAuditChoices, findAuditEntries } from "./find-audit-entries.ts";

test("the log is read newest first, page by page, without a gap while it grows", () =>
  inRollback(async (ctx) => {
    const write = (number: number) =>
      audit(ctx, { action: "sample.accept", subjectId: `s${number}` });
    for (let number = 0; number < 120; number += 1) await write(number);
    const seen: string[] = [];
    let before: string | undefined;
    do {
      const page = await findAuditEntries(ctx, { actor: ctx.actor.id, before });
      seen.push(...page.lines.map(({ subjectId }) => subjectId));
      before = page.next ?? undefined;
      await write(1000 + seen.length);
    } while (before);
    expect(seen).toEqual(Array.from({ length: 120 }, (_, at) => `s${119 - at}`));
  }));

test("it is narrowed by person, action and subject, and offers those that it holds", () =>
  inRollback(async (ctx) => {
    const other = await createPerson(ctx.db, "lead");
    await audit(ctx, { action: "sample.accept", subjectId: "s1" });
    await audit(other, {
      action: "sample.reject",
      subjectId: "s1",
      after: { reason: "wrong-box" },
    });
    await audit(other, { action: "sample.reject", subjectId: "s2" });
    const subjects = async (filter: Parameters<typeof findAuditEntries>[1]) =>
      (await findAuditEntries(ctx, filter)).lines.map(({ subjectId, by }) => `${by} ${subjectId}`);
    const { name } = other.actor;
    expect(await subjects({ actor: other.actor.id })).toEqual([`${name} s2`, `${name} s1`]);
    expect(await subjects({ subject: "s1", action: "sample.reject" })).toEqual([`${name} s1`]);
    const choices = await findAuditChoices(ctx);
    expect(choices.actors).toContainEqual({ id: other.actor.id, name });
    expect(choices.actions).toEqual(choices.actions.toSorted());
    expect(choices.actions).toEqual(expect.arrayContaining(["sample.accept", "sample.reject"]));
    expect(new Set(choices.actions).size).toBe(choices.actions.length);
  }));
