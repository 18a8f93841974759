import type { GateAnswer } from "#core/gate/gate-answer.ts";
import { answerRepairPrompt } from "#core/gate/gate-repair.ts";
import { readGateAnswer } from "#core/gate/read-gate-answer.ts";
import type { ChatReply } from "./chat-reply.ts";
import type { ChatRequest } from "./chat-request.ts";

/** Asks the model and keeps count of what was asked. */
export type Ask = (request: ChatRequest) => Promise<ChatReply>;

/** An answer with the exchange that led to it, or why there is none. */
export type Vote =
  | { readonly answer: GateAnswer; readonly asked: ChatRequest; readonly said: string }
  | { readonly problem: string };

/** Asks once, and once more where the answer cannot be read. A refusal is taken for what it is. */
export async function askVote(ask: Ask, request: ChatRequest, sampleId: string): Promise<Vote> {
  const first = await ask(request);
  const read = readReply(first, request, sampleId);
  if ("answer" in read) return { ...read, asked: request, said: first.text };
  if (first.refusal !== null) return read;
  const again = withTurns(request, first.text, answerRepairPrompt(read.problem));
  const second = await ask(again);
  const reread = readReply(second, again, sampleId);
  if ("answer" in reread) return { ...reread, asked: again, said: second.text };
  return { problem: `${read.problem}; asked again: ${reread.problem}` };
}

/** A request that goes on after what was said to another. */
export function withTurns(request: ChatRequest, said: string, reply: string): ChatRequest {
  const turns = [
    { role: "assistant" as const, text: said },
    { role: "user" as const, text: reply },
  ];
  return { ...request, turns: [...request.turns, ...turns] };
}

function readReply({ text, refusal, cutShort }: ChatReply, request: ChatRequest, sampleId: string) {
  if (refusal !== null)
    return { problem: `the model would not answer: “${refusal.slice(0, 200)}”` };
  if (cutShort) return { problem: `the answer was longer than ${request.maxOutputTokens} tokens` };
  return readGateAnswer(text.replace(thoughts, ""), sampleId);
}

/** What a reasoning model thinks aloud before it answers, where its server leaves it in. */
const thoughts = /^\s*<think>.*?<\/think>/s;
