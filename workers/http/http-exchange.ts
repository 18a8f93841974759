import type { Agent, IncomingHttpHeaders, IncomingMessage } from "node:http";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { messageOf } from "#server/errors.ts";
import { ServiceFault } from "./service-fault.ts";

/** How long to wait, each counted from the start of the exchange. */
export type Timeouts = {
  readonly connectMs: number;
  readonly firstByteMs: number;
  readonly wholeMs: number;
  /** Longest silence in the middle of an answer; no limit of its own where it is left out. */
  readonly idleMs?: number;
};

type Exchange = {
  readonly url: URL;
  readonly headers: Record<string, string>;
  /** Sent by POST; without it the exchange is a GET. */
  readonly body?: Buffer;
  readonly timeouts: Timeouts;
  readonly answerBytesMax: number;
  /** Keeps connections for the next exchange; without it each has one of its own. */
  readonly agent?: Agent;
  readonly signal: AbortSignal;
};

/** An answer as it came, whatever its status; redirects are not followed. */
export type HttpAnswer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/**
 * Asks once. Over fetch, Node would neither tell connecting from waiting nor let the time for connecting be
 * chosen. Never more than `answerBytesMax` of the answer is held.
 */
export async function httpExchange(exchange: Exchange): Promise<HttpAnswer> {
  const { url, body, headers, timeouts, signal } = exchange;
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  const request = send(url, {
    method: body ? "POST" : "GET",
    agent: exchange.agent ?? false,
    headers: { ...headers, ...(body && { "content-length": String(body.length) }) },
  });
  const failAfter = (milliseconds: number, what: string) =>
    setTimeout(
      () => request.destroy(new ServiceFault(`${what} within ${milliseconds} ms`, true)),
      milliseconds,
    );
  const connect = failAfter(timeouts.connectMs, "no connection");
  const firstByte = failAfter(timeouts.firstByteMs, "no answer began");
  const whole = failAfter(timeouts.wholeMs, "the answer was not complete");
  const abort = () => request.destroy(signal.reason as Error);
  signal.addEventListener("abort", abort, { once: true });
  request.once("socket", (socket) => {
    const connected = url.protocol === "https:" ? "secureConnect" : "connect";
    if (request.reusedSocket) clearTimeout(connect);
    else socket.once(connected, () => clearTimeout(connect));
  });
  request.on("error", (error) => reject(signal.aborted ? signal.reason : faultOf(error)));
  request.once("response", (response) => {
    clearTimeout(firstByte);
    readBody(response, exchange).then(
      (read) =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: read }),
      (error: unknown) => reject(signal.aborted ? signal.reason : faultOf(error)),
    );
  });
  request.end(body);
  try {
    return await promise;
  } finally {
    for (const timer of [connect, firstByte, whole]) clearTimeout(timer);
    signal.removeEventListener("abort", abort);
    if (!exchange.agent) request.destroy();
  }
}

async function readBody(
  response: IncomingMessage,
  { answerBytesMax: most, timeouts: { idleMs = Infinity } }: Exchange,
): Promise<Buffer> {
  const tooLarge = (size: string) =>
    new ServiceFault(`an answer of ${size}, cut off at the limit of ${most} bytes`, false);
  const announced = Number(response.headers["content-length"] ?? 0);
  if (announced > most) throw tooLarge(`${announced} bytes`);
  const parts: Buffer[] = [];
  let size = 0;
  const stalled = () =>
    response.destroy(new ServiceFault(`the answer stopped for ${idleMs} ms`, true));
  const silence = idleMs < Infinity ? setTimeout(stalled, idleMs) : undefined;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      silence?.refresh();
      size += part.length;
      if (size > most) throw tooLarge("no end");
      parts.push(part);
    }
  } finally {
    clearTimeout(silence);
  }
  return Buffer.concat(parts);
}

function faultOf(error: unknown): ServiceFault {
  if (error instanceof ServiceFault) return error;
  // A certificate that is not trusted now will not be in a second.
  const retryable = !/certificate|CERT_|SSL|TLS/i.test(messageOf(error));
  const code = (error as NodeJS.ErrnoException).code;
  return new ServiceFault(`the connection failed: ${messageOf(error) || code}`, retryable);
}
