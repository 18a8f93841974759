import { once } from "node:events";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";

const Text = z.object({ type: z.literal("text"), text: z.string() });
const Picture = z.object({
  type: z.literal("image_url"),
  image_url: z.object({ url: z.string().regex(/^data:image\/jpeg;base64,/) }),
});

/** A request as the protocol has it; anything else is answered with 400. */
const ChatBody = z.object({
  model: z.string(),
  messages: z
    .array(
      z.object({
        role: z.enum(["system", "user", "assistant"]),
        content: z.union([z.string(), z.array(z.discriminatedUnion("type", [Text, Picture]))]),
      }),
    )
    .min(1),
  temperature: z.number(),
  max_tokens: z.number().int().positive().optional(),
  max_completion_tokens: z.number().int().positive().optional(),
  seed: z.number().int().optional(),
  response_format: z
    .object({
      type: z.literal("json_schema"),
      json_schema: z.object({ name: z.string(), schema: z.json(), strict: z.literal(true) }),
    })
    .optional(),
  stream: z.boolean(),
  stream_options: z.object({ include_usage: z.literal(true) }).optional(),
});
export type ChatBody = z.infer<typeof ChatBody>;

/** A request that came in. */
export type ChatAsked = { readonly headers: IncomingHttpHeaders; readonly body: ChatBody };

/** What the server does with a request. */
export type ChatAct =
  | { readonly say: string; readonly finish?: string; readonly usage?: null }
  | { readonly refuse: string }
  /** Half of an answer, then nothing more, or the end of the connection. */
  | { readonly half: string; readonly after: "silence" | "cut" }
  | { readonly silence: true }
  | {
      readonly status: number;
      readonly body: string;
      readonly type?: string;
      readonly headers?: Record<string, string>;
    };

/** A server on this machine that speaks the chat protocol. Its log holds every request that was well-formed. */
export type ChatServer = {
  readonly url: string;
  readonly log: readonly ChatAsked[];
  close(): Promise<void>;
};

/** Starts a server that answers as it is told, after `latencyMs`. */
export async function startChatServer(
  act: (asked: ChatAsked, index: number) => ChatAct,
  { latencyMs = 0 }: { latencyMs?: number } = {},
): Promise<ChatServer> {
  const log: ChatAsked[] = [];
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const body = ChatBody.safeParse(JSON.parse(Buffer.concat(parts).toString("utf8")));
    if (request.url !== "/v1/chat/completions" || !body.success) {
      const message = body.success ? `no ${request.url}` : z.prettifyError(body.error);
      response.writeHead(400, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { message } }));
      return;
    }
    const asked = { headers: request.headers, body: body.data };
    log.push(asked);
    const does = act(asked, log.length - 1);
    if (latencyMs > 0) await sleep(latencyMs);
    perform(does, asked, response);
  }
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    log,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function perform(act: ChatAct, { body }: ChatAsked, response: ServerResponse): void {
  if ("silence" in act) return;
  if ("status" in act) {
    const { status, type = "application/json", headers = {} } = act;
    response.writeHead(status, { "content-type": type, ...headers });
    response.end(act.body);
    return;
  }
  const text = "say" in act ? act.say : "half" in act ? act.half : null;
  const refusal = "refuse" in act ? act.refuse : null;
  const usage = "usage" in act ? null : usageOf(body, text ?? "");
  const finish = ("finish" in act ? act.finish : undefined) ?? "stop";
  const whole = JSON.stringify({
    choices: [
      { index: 0, message: { role: "assistant", content: text, refusal }, finish_reason: finish },
    ],
    usage,
  });
  response.writeHead(200, {
    "content-type": body.stream ? "text/event-stream" : "application/json",
  });
  if ("half" in act) {
    response.write(body.stream ? eventsOf(text!, null) : whole.slice(0, whole.length / 2));
    if (act.after === "cut") setTimeout(() => response.destroy(), 20);
    return;
  }
  if (!body.stream) {
    response.end(whole);
    return;
  }
  response.write(eventsOf(text, refusal));
  response.write(event({ choices: [{ index: 0, delta: {}, finish_reason: finish }] }));
  if (body.stream_options) response.write(event({ choices: [], usage }));
  response.end("data: [DONE]\n\n");
}

/** A few characters at a time, as models give them. */
function eventsOf(text: string | null, refusal: string | null): string {
  const pieces = (text ?? "").match(/[\s\S]{1,7}/g) ?? [];
  const deltas = refusal === null ? pieces.map((content) => ({ content })) : [{ refusal }];
  return deltas.map((delta) => event({ choices: [{ index: 0, delta }] })).join("");
}

function event(chunk: unknown): string {
  return `data: ${JSON.stringify(chunk)}\n\n`;
}

function usageOf({ messages }: ChatBody, text: string) {
  const parts = messages.flatMap(({ content }) =>
    typeof content === "string" ? [{ type: "text" as const, text: content }] : content,
  );
  const input = parts.reduce(
    (sum, part) => sum + (part.type === "text" ? Math.ceil(part.text.length / 4) : 765),
    0,
  );
  return { prompt_tokens: input, completion_tokens: Math.ceil(text.length / 4) };
}
