import { parentPort, workerData } from "node:worker_threads";
import { startChatServer } from "#workers/test/chat-server.ts";
import { askedOf, goodAnswer } from "#workers/test/stand-in-model.ts";

/** What the server saw since it was asked the last time; times in milliseconds since 1970. */
export type GateServerSeen = { bodies: string[]; firstAt: number; lastAt: number };

const { latencyMs } = workerData as { latencyMs: number };
let taken = 0;
let lastAt = 0;
let firstAt = 0;
const server = await startChatServer(
  (asked) => {
    firstAt ||= Date.now();
    setTimeout(() => (lastAt = Date.now()), latencyMs);
    return { say: JSON.stringify(goodAnswer(askedOf(asked))) };
  },
  { latencyMs },
);
parentPort!.postMessage(server.url);
parentPort!.on("message", () => {
  const seen: GateServerSeen = {
    bodies: server.log.slice(taken).map(({ body }) => JSON.stringify(body)),
    firstAt,
    lastAt,
  };
  taken = server.log.length;
  firstAt = 0;
  parentPort!.postMessage(seen);
});
