"use server";

import * as z from "zod";
import { lookAtGate } from "#server/gate/look-at-gate.ts";
import { runAction } from "#server/web/action.ts";

export async function lookAtGateOf(raw: unknown) {
  return runAction("gate.look", z.object({ sampleId: z.string() }), raw, (ctx, { sampleId }) =>
    lookAtGate(ctx, sampleId),
  );
}
