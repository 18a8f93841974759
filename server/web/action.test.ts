import { expect, test, vi } from "vitest";
import * as z from "zod";
import { AppError } from "../errors.ts";
import { runAction } from "./action.ts";

const Input = z.object({ amount: z.number().min(1) });

test("what came over the wire is parsed before the verb sees it", async () => {
  const verb = vi.fn(async () => "done");
  const refused = await runAction(Input, { amount: "3" }, verb);
  expect(refused).toMatchObject({ ok: false, code: "INVALID" });
  expect(verb).not.toHaveBeenCalled();
  expect(await runAction(Input, { amount: 3 }, verb)).toEqual({ ok: true, value: "done" });
});

test("the verb acts for the local user", async () => {
  const answer = await runAction(Input, { amount: 1 }, async ({ actor }) => actor.kind);
  expect(answer).toEqual({ ok: true, value: "person" });
});

test("a foreseen error is shown, any other is logged and kept from the page", async () => {
  const conflict = await runAction(Input, { amount: 1 }, async () => {
    throw new AppError("CONFLICT", "somebody was quicker");
  });
  expect(conflict).toEqual({ ok: false, code: "CONFLICT", message: "somebody was quicker" });
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const internal = await runAction(Input, { amount: 1 }, async () => {
    throw new Error("password is hunter2");
  });
  expect(internal).toMatchObject({ ok: false, code: "INTERNAL" });
  expect(JSON.stringify(internal)).not.toContain("hunter2");
  expect(log).toHaveBeenCalledOnce();
  log.mockRestore();
});
