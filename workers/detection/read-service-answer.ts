import type * as z from "zod";
import { ServiceProblem } from "./detany3d-protocol.ts";
import type { HttpAnswer } from "../http/http-exchange.ts";
import { firstWords, isPassing, mediaTypeOf, refuseRedirect, waitAsked } from "../http/refusal.ts";
import { ServiceFault } from "../http/service-fault.ts";

/** The JSON of an answer in the shape agreed; what else a service, or something in its place, says is a fault. */
export function readServiceAnswer<Shape>(answer: HttpAnswer, shape: z.ZodType<Shape>): Shape {
  const { status, headers } = answer;
  const type = mediaTypeOf(answer);
  refuseRedirect(answer, "give the final address");
  if (status !== 200) throw refusal(answer, type);
  if (type !== "application/json" || headers["content-encoding"]) {
    const form = headers["content-encoding"] ? `${type}, ${headers["content-encoding"]}` : type;
    throw new ServiceFault(
      `${form} instead of application/json, beginning "${firstWords(answer)}": is this the address of the service?`,
      false,
    );
  }
  const result = shape.safeParse(parseJson(answer));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue!.path.join(".") || "the answer";
  throw new ServiceFault(
    `an answer against the protocol: ${where}: ${issue!.message}. See docs/detany3d-service.md`,
    false,
  );
}

function parseJson(answer: HttpAnswer): unknown {
  const text = answer.body.toString("utf8");
  try {
    return JSON.parse(text);
  } catch {
    const odd = /(?<![\w"])(NaN|-?Infinity)(?![\w"])/.exec(text);
    throw new ServiceFault(
      odd
        ? `${odd[0]} in place of a number: a service says null where the model gives none (with half precision, try single)`
        : `what is not JSON, beginning "${firstWords(answer)}"`,
      false,
    );
  }
}

function refusal(answer: HttpAnswer, type: string): ServiceFault {
  const { status } = answer;
  const retryAfterMs = waitAsked(answer);
  if (type === "application/problem+json") {
    const problem = ServiceProblem.safeParse(parseJson(answer));
    if (problem.success) {
      const { code, message, retryable } = problem.data;
      const hint = status === 401 || status === 403 ? "; set GSI_DETANY3D_TOKEN" : "";
      return new ServiceFault(`${status} ${code}: ${message}${hint}`, retryable, retryAfterMs);
    }
  }
  return new ServiceFault(
    `${status}, beginning "${firstWords(answer)}"`,
    isPassing(status),
    retryAfterMs,
  );
}
