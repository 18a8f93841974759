import { expect, test, vi } from "vitest";
import * as z from "zod";
import { AppError } from "../errors.ts";
import { performAction } from "./perform-action.ts";

const Input = z.object({ amount: z.number().min(1) });
const own = new Headers({ host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000" });

test("what came over the wire is parsed before the verb sees it", async () => {
  const verb = vi.fn(async () => "done");
  const refused = await performAction(own, "studio.read", Input, { amount: "3" }, verb);
  expect(refused).toMatchObject({ ok: false, code: "INVALID" });
  expect(verb).not.toHaveBeenCalled();
  const done = await performAction(own, "studio.read", Input, { amount: 3 }, verb);
  expect(done).toEqual({ ok: true, value: "done" });
});

test("without accounts the verb acts for the local user", async () => {
  const answer = await performAction(
    own,
    "release.freeze",
    Input,
    { amount: 1 },
    async ({ actor }) => actor.kind,
  );
  expect(answer).toEqual({ ok: true, value: "person" });
});

test("a foreseen error is shown, any other is logged and kept from the page", async () => {
  const conflict = await performAction(own, "studio.read", Input, { amount: 1 }, async () => {
    throw new AppError("CONFLICT", "somebody was quicker");
  });
  expect(conflict).toEqual({ ok: false, code: "CONFLICT", message: "somebody was quicker" });
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const internal = await performAction(own, "studio.read", Input, { amount: 1 }, async () => {
    throw new Error("password is hunter2");
  });
  expect(internal).toMatchObject({ ok: false, code: "INTERNAL" });
  expect(JSON.stringify(internal)).not.toContain("hunter2");
  expect(log).toHaveBeenCalledOnce();
  log.mockRestore();
});
