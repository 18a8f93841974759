import { expect, test } from "vitest";
import type { ActionResult } from "#server/web/action.ts";
import { retrySignedIn } from "./retry-signed-in.ts";

const over: ActionResult<string> = { ok: false, code: "UNAUTHENTICATED", message: "sign in" };
const done: ActionResult<string> = { ok: true, value: "done" };
const refused: ActionResult<string> = { ok: false, code: "CONFLICT", message: "too late" };

async function play(answers: readonly ActionResult<string>[], signsIn: boolean) {
  const said: string[] = [];
  const rest = [...answers];
  const answer = await retrySignedIn(
    async () => {
      said.push("call");
      return rest.shift()!;
    },
    async () => {
      said.push("ask");
      return signsIn;
    },
  );
  return { answer, said };
}

test("what was asked for is asked for again once somebody has signed in", async () => {
  expect(await play([over, done], true)).toEqual({ answer: done, said: ["call", "ask", "call"] });
});

test("who does not sign in gets the answer that there was", async () => {
  expect(await play([over], false)).toEqual({ answer: over, said: ["call", "ask"] });
});

test("nobody is asked for anything else, and never twice", async () => {
  expect(await play([done], true)).toEqual({ answer: done, said: ["call"] });
  expect(await play([refused], true)).toEqual({ answer: refused, said: ["call"] });
  expect(await play([over, over], true)).toEqual({ answer: over, said: ["call", "ask", "call"] });
});
