import { canonicalJson } from "#core/canonical-json.ts";
import { hashOf } from "#server/storage.ts";

/** One turn of what was said before. */
export type ChatTurn = { readonly role: "assistant" | "user"; readonly text: string };

/** One question to a model: everything that decides its answer, and nothing else. */
export type ChatRequest = {
  /** As the server calls it. */
  readonly model: string;
  readonly system: string;
  readonly user: string;
  /** Shown with the first user turn, in this order (content hashes of JPEGs). */
  readonly pictures: readonly { readonly name: string; readonly hash: string }[];
  /** What follows the first user turn. */
  readonly turns: readonly ChatTurn[];
  readonly temperature: number;
  readonly maxOutputTokens: number;
  /** Tells votes on the same question apart. */
  readonly seed: number;
  /** The form of the answer, for servers that can be held to one. */
  readonly schema: { readonly name: string; readonly schema: unknown };
};

/** The identity of a request: equal requests are paid for once. */
export function requestHash(request: ChatRequest): string {
  return hashOf(canonicalJson(request));
}

/** Fields that servers are known to refuse. The length limit is then said by its other name. */
export const refusableFields = ["response_format", "stream_options", "seed", "max_tokens"] as const;

/**
 * A request as it goes over the wire.
 *
 * @param pictures The bytes of the request's pictures, in their order.
 * @param unknown Fields to be left out.
 */
export function chatBody(
  request: ChatRequest,
  pictures: readonly Buffer[],
  { stream, unknown }: { stream: boolean; unknown: ReadonlySet<string> },
): Record<string, unknown> {
  const shown = request.pictures.flatMap(({ name }, index) => [
    { type: "text", text: name },
    {
      type: "image_url",
      image_url: { url: `data:image/jpeg;base64,${pictures[index]!.toString("base64")}` },
    },
  ]);
  const lengthField = unknown.has("max_tokens") ? "max_completion_tokens" : "max_tokens";
  const body: Record<string, unknown> = {
    model: request.model,
    messages: [
      { role: "system", content: request.system },
      { role: "user", content: [...shown, { type: "text", text: request.user }] },
      ...request.turns.map(({ role, text }) => ({ role, content: text })),
    ],
    temperature: request.temperature,
    seed: request.seed,
    [lengthField]: request.maxOutputTokens,
    response_format: {
      type: "json_schema",
      json_schema: { ...request.schema, strict: true },
    },
    stream,
    ...(stream && { stream_options: { include_usage: true } }),
  };
  return Object.fromEntries(Object.entries(body).filter(([field]) => !unknown.has(field)));
}
