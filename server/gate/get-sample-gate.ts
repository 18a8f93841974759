import { GateVerdict } from "#core/gate/gate-answer.ts";
import { GateDetail } from "#core/gate/gate-detail.ts";
import * as z from "zod";
import type { Context } from "../context.ts";

/** All that the gate's model saw, was asked and said about a sample. */
export type SampleGate = {
  /** The model's name. */
  gate: string;
  verdict: GateVerdict;
  /** 0 to 1. */
  confidence: number | null;
  reasons: string[];
  at: Date;
  detail: GateDetail;
  /** What its answers took. */
  calls: {
    count: number;
    inputTokens: number;
    outputTokens: number;
    dollars: number;
  };
};

/**
 * What a model said about a sample, of its latest gate; null where that was no model. It says what people
 * should not know before they judge: a page for them asks only when `SampleDetail.gate` tells a verdict.
 */
export async function getSampleGate(ctx: Context, sampleId: string): Promise<SampleGate | null> {
  const row = await ctx.db.gateVerdict.findFirst({
    where: { sampleId },
    orderBy: { createdAt: "desc" },
  });
  if (!row?.detail) return null;
  const detail = GateDetail.parse(row.detail);
  const { _count, _sum } = await ctx.db.gateCall.aggregate({
    where: { sampleId, requestHash: { in: detail.requests } },
    _count: true,
    _sum: { inputTokens: true, outputTokens: true, dollars: true },
  });
  return {
    gate: row.gate,
    verdict: GateVerdict.parse(row.verdict),
    confidence: row.confidence,
    reasons: z.array(z.string()).parse(row.reasons),
    at: row.createdAt,
    detail,
    calls: {
      count: _count,
      inputTokens: _sum.inputTokens ?? 0,
      outputTokens: _sum.outputTokens ?? 0,
      dollars: _sum.dollars ?? 0,
    },
  };
}
