import type * as z from "zod";
import { AppError } from "#server/errors.ts";
import { env } from "#server/env.ts";
import { answeredDetections } from "./answered-detections.ts";
import { atMost } from "../http/at-most.ts";
import type { DetectQuery } from "./detany3d-protocol.ts";
import { DetectAnswer, ServiceHealth } from "./detany3d-protocol.ts";
import type { Prompt } from "#core/detection/prompt.ts";
import type { DetectionRequest, Detector3d } from "./detector-3d.ts";
import type { Timeouts } from "../http/http-exchange.ts";
import { httpExchange } from "../http/http-exchange.ts";
import { readServiceAnswer } from "./read-service-answer.ts";
import { faultOfService, ServiceFault } from "../http/service-fault.ts";
import type { Retries } from "../http/with-retries.ts";
import { withRetries } from "../http/with-retries.ts";

/** A DetAny3D that runs elsewhere. */
export type Detany3dService = Detector3d & {
  /** What the service said of itself when it was opened; its weights are held to that. */
  readonly health: ServiceHealth;
};

/** Where the service is and how patiently it is asked. */
export type Detany3dServiceOptions = {
  /** Its address without /v1: http or https. */
  readonly url: string;
  readonly token?: string | undefined;
  /** Most requests at once. */
  readonly requestsMax?: number;
  readonly answerBytesMax?: number;
  readonly timeouts?: Partial<Timeouts>;
  readonly retries?: Partial<Retries>;
  /** Ends the opening only. */
  readonly signal?: AbortSignal;
};

const usualTimeouts: Timeouts = { connectMs: 5_000, firstByteMs: 120_000, wholeMs: 180_000 };
const usualRetries: Retries = {
  tries: 4,
  firstWaitMs: 500,
  waitMaxMs: 10_000,
  retryAfterMaxMs: 60_000,
  jitter: Math.random,
};
const usualAnswerBytesMax = 16 * 2 ** 20;
/** The reference server works on one photo and keeps eight waiting. */
const usualRequestsMax = 4;

/** The service that this process's environment names. */
export function detany3dServiceAddress(): { url: string; token: string | undefined } {
  const { GSI_DETANY3D_URL: url, GSI_DETANY3D_TOKEN: token } = env();
  if (url) return { url, token };
  throw new AppError(
    "PRECONDITION",
    "No DetAny3D service is named: set GSI_DETANY3D_URL (see docs/detany3d-service.md).",
  );
}

/**
 * Asks a service what it is, and gives a detector that uses it. Errors name its address, what came and what
 * to do; its token appears in none of them.
 */
export async function openDetany3dService(
  options: Detany3dServiceOptions,
): Promise<Detany3dService> {
  const { token, answerBytesMax = usualAnswerBytesMax } = options;
  const base = new URL(options.url.replace(/\/*$/, "/"));
  const timeouts = { ...usualTimeouts, ...options.timeouts };
  const retries = { ...usualRetries, ...options.retries };
  const lanes = atMost(options.requestsMax ?? usualRequestsMax);
  const closed = new AbortController();

  async function ask<Shape>(
    path: string,
    shape: z.ZodType<Shape>,
    given: AbortSignal | undefined,
    body?: Buffer,
  ): Promise<Shape> {
    const url = new URL(path, base);
    const signal = AbortSignal.any([closed.signal, ...(given ? [given] : [])]);
    const headers = {
      accept: "application/json, application/problem+json",
      "accept-encoding": "identity",
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { "content-type": "application/json" }),
    };
    return withRetries(retries, signal, async () =>
      readServiceAnswer(
        await httpExchange({ url, headers, body, timeouts, answerBytesMax, signal }),
        shape,
      ),
    );
  }

  const service = `The DetAny3D service at ${base.href.replace(/\/$/, "")}`;
  const named = (error: unknown) => faultOfService(error, service, token, "token");

  async function detect(request: DetectionRequest, health: ServiceHealth) {
    const { checkpoint, limits } = health;
    if (request.prompts.length > limits.prompts) {
      throw tooLarge(`${request.prompts.length} prompts`, `${limits.prompts}`);
    }
    const body = Buffer.from(JSON.stringify(queryOf(request)));
    if (body.length > limits.requestBytes) {
      throw tooLarge(`a request of ${body.length} bytes`, `${limits.requestBytes} bytes`);
    }
    const answer = await ask("v1/detect", DetectAnswer, request.signal, body);
    if (answer.checkpointSha256 !== checkpoint.sha256) {
      throw new ServiceFault(
        `other weights (${answer.checkpointSha256}) than when the run began (${checkpoint.name}, ${checkpoint.sha256}): start the run again`,
        false,
      );
    }
    return answeredDetections(answer, request);
  }

  const health = await ask("v1/health", ServiceHealth, options.signal).catch((error: unknown) => {
    throw named(error);
  });
  return {
    health,
    async detect(request) {
      const signal = request.signal ?? closed.signal;
      try {
        return await lanes(signal, () => detect(request, health));
      } catch (error) {
        throw named(error);
      }
    },
    async close() {
      closed.abort(new AppError("CONFLICT", "The DetAny3D service is no longer used."));
    },
  };
}

function queryOf({
  photo,
  intrinsics,
  intrinsicsMode,
  prompts,
  promptExpand = 0,
}: DetectionRequest): DetectQuery {
  return {
    photo: Buffer.from(photo.buffer, photo.byteOffset, photo.byteLength).toString("base64"),
    intrinsics,
    intrinsicsMode,
    prompts: prompts.map(({ key, place }) => ({ key, place: expanded(place, promptExpand) })),
  };
}

/** The protocol knows no enlarging: what is enlarged in the photo is so in the model's frame too. */
function expanded(place: Prompt["place"], share: number): Prompt["place"] {
  if (place.kind === "point" || share === 0) return place;
  const [x1, y1, x2, y2] = place.rect;
  const [across, down] = [share * (x2 - x1), share * (y2 - y1)];
  return { kind: "rect", rect: [x1 - across, y1 - down, x2 + across, y2 + down] };
}

function tooLarge(what: string, limit: string): ServiceFault {
  return new ServiceFault(`${what} were not sent: it takes at most ${limit}`, false);
}
