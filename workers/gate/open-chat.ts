import { readFileSync } from "node:fs";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError, messageOf } from "#server/errors.ts";
import { env, Secret } from "#server/env.ts";
import { gateServerUrl } from "#server/gate/gate-server.ts";
import { readBlob } from "#server/storage.ts";
import { atMost } from "../http/at-most.ts";
import type { Timeouts } from "../http/http-exchange.ts";
import { httpExchange } from "../http/http-exchange.ts";
import { faultOfService } from "../http/service-fault.ts";
import type { Retries } from "../http/with-retries.ts";
import { withRetries } from "../http/with-retries.ts";
import type { ChatReply } from "./chat-reply.ts";
import { RefusedField, readChatReply } from "./chat-reply.ts";
import type { ChatRequest } from "./chat-request.ts";
import { chatBody, refusableFields, requestHash } from "./chat-request.ts";

/** A chat endpoint: asked with a request, it gives the model's reply and how long that took. */
export type Chat = {
  /** `onTurn` is called when the request's turn has come, before it is sent; if it throws, nothing is sent. */
  ask(
    request: ChatRequest,
    options?: { signal?: AbortSignal; onTurn?: () => Promise<void> },
  ): Promise<ChatReply & { latencyMs: number }>;
  close(): void;
};

/** Where the endpoint is and how it is asked. */
export type ChatOptions = {
  /** Its address before /chat/completions: http or https. */
  readonly url: string;
  readonly key?: string | undefined;
  /** Most requests at once. */
  readonly concurrency?: number;
  /** Most requests that begin within a minute; no limit where left out. */
  readonly requestsPerMinute?: number | undefined;
  /** Whether answers come piece by piece: a stall is noticed sooner. */
  readonly stream?: boolean;
  /** Whether the answer's form is sent as a JSON Schema; `auto`: until the server says that it does not know any. */
  readonly structured?: "auto" | "never";
  readonly timeouts?: Partial<Timeouts>;
  readonly retries?: Partial<Retries>;
  readonly log?: (line: string) => void;
};

const usualTimeouts: Timeouts = {
  connectMs: 10_000,
  firstByteMs: 180_000,
  wholeMs: 300_000,
  idleMs: 60_000,
};
const usualRetries: Retries = {
  tries: 5,
  firstWaitMs: 1_000,
  waitMaxMs: 30_000,
  retryAfterMaxMs: 120_000,
  jitter: Math.random,
};
const answerBytesMax = 4 * 2 ** 20;

/** The endpoint that this process's environment names. */
export function chatAddress(): ChatOptions {
  const { GSI_GATE_KEY: key, GSI_GATE_KEY_FILE: file } = env();
  return {
    url: gateServerUrl(),
    key: key ?? (file && readKey(file)),
    concurrency: env().GSI_GATE_CONCURRENCY,
    requestsPerMinute: env().GSI_GATE_REQUESTS_PER_MINUTE,
    stream: env().GSI_GATE_STREAM,
    structured: env().GSI_GATE_STRUCTURED,
  };
}

function readKey(file: string): string {
  let key: string;
  try {
    key = readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new AppError("PRECONDITION", `GSI_GATE_KEY_FILE: ${messageOf(error)}`);
  }
  if (Secret.safeParse(key).success) return key;
  throw new AppError(
    "PRECONDITION",
    `GSI_GATE_KEY_FILE: ${file} must hold the key alone, printable ASCII without spaces`,
  );
}

/** Gives access to a chat endpoint. Errors name its address and what to do; its key appears in none of them. */
export function openChat(options: ChatOptions): Chat {
  const { key, stream = true, log = () => {} } = options;
  const url = new URL("chat/completions", options.url.replace(/\/*$/, "/"));
  const timeouts = { ...usualTimeouts, ...options.timeouts };
  const retries = { ...usualRetries, ...options.retries };
  const lanes = atMost(options.concurrency ?? 8);
  const turn = paced(options.requestsPerMinute);
  const Agent = url.protocol === "https:" ? HttpsAgent : HttpAgent;
  const agent = new Agent({ keepAlive: true });
  const closed = new AbortController();
  /** Fields that this server turned out not to know. */
  const unknown = new Set<string>(options.structured === "never" ? ["response_format"] : []);

  async function askOnce(request: ChatRequest, pictures: Buffer[], signal: AbortSignal) {
    await turn(signal);
    const body = Buffer.from(JSON.stringify(chatBody(request, pictures, { stream, unknown })));
    const headers = {
      accept: stream ? "text/event-stream, application/json" : "application/json",
      "accept-encoding": "identity",
      "content-type": "application/json",
      "idempotency-key": requestHash(request),
      ...(key && { authorization: `Bearer ${key}` }),
    };
    const began = performance.now();
    const answer = await httpExchange({
      url,
      headers,
      body,
      timeouts,
      answerBytesMax,
      signal,
      agent,
    });
    const fields = refusableFields.filter((field) => !unknown.has(field));
    return { ...readChatReply(answer, fields), latencyMs: performance.now() - began };
  }

  async function askKnown(request: ChatRequest, pictures: Buffer[], signal: AbortSignal) {
    for (;;) {
      try {
        return await askOnce(request, pictures, signal);
      } catch (error) {
        if (!(error instanceof RefusedField)) throw error;
        if (!unknown.has(error.field))
          log(`${url.href} does not know ${error.field}: left out from now on`);
        unknown.add(error.field);
      }
    }
  }

  return {
    async ask(request, { signal: given, onTurn } = {}) {
      const signal = AbortSignal.any([closed.signal, ...(given ? [given] : [])]);
      const pictures = await Promise.all(request.pictures.map(({ hash }) => readBlob(hash)));
      try {
        return await lanes(signal, async () => {
          await onTurn?.();
          return withRetries(retries, signal, () => askKnown(request, pictures, signal));
        });
      } catch (error) {
        throw faultOfService(error, `The model server at ${url.href}`, key, "key");
      }
    },
    close() {
      closed.abort(new AppError("CONFLICT", "The model server is no longer used."));
      agent.destroy();
    },
  };
}

/** Lets requests begin evenly, at most so many in a minute. */
function paced(perMinute: number | undefined): (signal: AbortSignal) => Promise<void> {
  let free = 0;
  return async (signal) => {
    if (!perMinute) return;
    const now = performance.now();
    const begins = Math.max(now, free);
    free = begins + 60_000 / perMinute;
    if (begins > now)
      await sleep(begins - now, undefined, { signal }).catch(() => signal.throwIfAborted());
  };
}
