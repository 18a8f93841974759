import * as z from "zod";
import type { HttpAnswer } from "../http/http-exchange.ts";
import { firstWords, isPassing, mediaTypeOf, refuseRedirect, waitAsked } from "../http/refusal.ts";
import { ServiceFault } from "../http/service-fault.ts";
import { ChatChunk, ChatCompletion, ChatError } from "./chat-protocol.ts";

/** What a model said. */
export const ChatReply = z.object({
  text: z.string(),
  /** That it would not answer, in its own words; null where it did. */
  refusal: z.string().nullable(),
  /** It ran into the limit of tokens: the text has no end. */
  cutShort: z.boolean(),
  /** Tokens read and written; null where the server does not count them. */
  usage: z.object({ input: z.number(), output: z.number() }).nullable(),
});
export type ChatReply = z.infer<typeof ChatReply>;

/** That a server will not have one of the request's fields. */
export class RefusedField extends ServiceFault {
  readonly field: string;

  constructor(message: string, field: string) {
    super(message, false);
    this.name = "RefusedField";
    this.field = field;
  }
}

/**
 * Reads an answer of a chat endpoint, streamed or whole; anything else is a fault.
 *
 * @param fields The request's fields that a server may not know: named in a refusal, they are told apart.
 */
export function readChatReply(answer: HttpAnswer, fields: readonly string[]): ChatReply {
  const { status } = answer;
  const type = mediaTypeOf(answer);
  refuseRedirect(answer, "set GSI_GATE_URL to the final address");
  if (status !== 200) throw refusalOf(answer, fields);
  if (type === "text/event-stream") return replyOfStream(answer.body.toString("utf8"));
  if (type === "application/json") return replyOfWhole(answer);
  throw new ServiceFault(
    `${type} instead of a chat completion, beginning “${firstWords(answer)}”: is GSI_GATE_URL the address before /chat/completions?`,
    false,
  );
}

function replyOfWhole(answer: HttpAnswer): ChatReply {
  const { choices, usage } = parsed(answer.body.toString("utf8"), ChatCompletion);
  const { message, finish_reason: end } = choices[0]!;
  return replyOf(message.content ?? "", message.refusal ?? "", end ?? null, usage);
}

/** Server-sent events, one chunk each. A stream that does not say how it ends was cut in the middle. */
function replyOfStream(text: string): ChatReply {
  let [content, refusal] = ["", ""];
  let end: string | null = null;
  let usage: z.infer<typeof ChatChunk>["usage"];
  for (const data of eventsOf(text)) {
    if (data === "[DONE]") break;
    const chunk = parsed(data, ChatChunk);
    const [choice] = chunk.choices;
    content += choice?.delta?.content ?? "";
    refusal += choice?.delta?.refusal ?? "";
    end = choice?.finish_reason ?? end;
    usage = chunk.usage ?? usage;
  }
  if (end === null) throw new ServiceFault("the stream ended in the middle of an answer", true);
  return replyOf(content, refusal, end, usage);
}

function* eventsOf(text: string): Iterable<string> {
  for (const event of text.split(/\r?\n\r?\n/)) {
    const data = event
      .split(/\r?\n/)
      .filter((line) => line.startsWith("data:"))
      .map((line) => line.slice("data:".length).trimStart());
    if (data.length > 0) yield data.join("\n");
  }
}

function replyOf(
  text: string,
  refusal: string,
  end: string | null,
  usage: z.infer<typeof ChatChunk>["usage"],
): ChatReply {
  const filtered = end === "content_filter" ? "the server's content filter stopped the answer" : "";
  return {
    text,
    refusal: refusal || filtered || null,
    cutShort: end === "length",
    usage: usage ? { input: usage.prompt_tokens, output: usage.completion_tokens } : null,
  };
}

function parsed<Shape>(text: string, shape: z.ZodType<Shape>): Shape {
  const json = jsonOf(text);
  const problem = ChatError.safeParse(json);
  // A server that fails in the middle of a stream can only say so there.
  if (problem.success) throw new ServiceFault(messageOf(problem.data), true);
  const result = shape.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ServiceFault(
    `an answer against the protocol: ${issue!.path.join(".") || "the answer"}: ${issue!.message}`,
    true,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ServiceFault(`what is not JSON, beginning “${text.slice(0, 120)}”`, true);
  }
}

function refusalOf(answer: HttpAnswer, fields: readonly string[]): ServiceFault {
  const { status } = answer;
  const said = ChatError.safeParse(quietly(answer.body.toString("utf8")));
  const words = said.success ? messageOf(said.data).slice(0, 500) : firstWords(answer);
  const hint = status === 401 || status === 403 ? ": set GSI_GATE_KEY or GSI_GATE_KEY_FILE" : "";
  const message = `${status}, “${words}”${hint}`;
  if (status === 400 || status === 422) {
    const param = said.success && typeof said.data.error === "object" ? said.data.error.param : "";
    const field = fields.find((name) => param === name || words.includes(name));
    if (field) return new RefusedField(message, field);
  }
  return new ServiceFault(message, isPassing(status), waitAsked(answer));
}

function quietly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function messageOf({ error }: z.infer<typeof ChatError>): string {
  return typeof error === "string" ? error : error.message;
}
