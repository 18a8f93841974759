import { afterEach, describe, expect, it } from "vitest";
import { putBlob } from "#server/storage.ts";
import type { ChatAct, ChatAsked, ChatServer } from "../test/chat-server.ts";
import { startChatServer } from "../test/chat-server.ts";
import type { ChatRequest } from "./chat-request.ts";
import type { ChatOptions } from "./open-chat.ts";
import { openChat } from "./open-chat.ts";

const picture = await putBlob(Buffer.from("not looked into"));
const key = "sk-very-secret-0123456789";
const request: ChatRequest = {
  model: "qwen-vl",
  system: "You judge.",
  user: "What do you say?",
  pictures: [{ name: "Before and after", hash: picture }],
  turns: [],
  temperature: 0,
  maxOutputTokens: 500,
  seed: 1,
  schema: { name: "answer", schema: { type: "object" } },
};
const quick = {
  timeouts: { connectMs: 2000, firstByteMs: 400, wholeMs: 2000, idleMs: 300 },
  retries: { firstWaitMs: 5, waitMaxMs: 20, tries: 3 },
};

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function chatWith(
  act: (asked: ChatAsked, index: number) => ChatAct,
  options: Partial<ChatOptions> = {},
) {
  const server = await startChatServer(act);
  const chat = openChat({ url: server.url, key, ...quick, ...options });
  open.push(chat, server);
  return { server, chat };
}

/** Does the given acts one after the other, the last one for ever. */
function inTurn(...acts: ChatAct[]) {
  return (_: ChatAsked, index: number) => acts[Math.min(index, acts.length - 1)]!;
}

const yes: ChatAct = { say: '{"verdict": "keep"}' };
const count = (server: ChatServer) => server.log.length;

describe.each([
  ["streaming", true],
  ["whole answers", false],
])("a chat endpoint, %s", (_, stream) => {
  it("gives text, tokens and how long it took, having shown the pictures", async () => {
    const { server, chat } = await chatWith(inTurn(yes), { stream });
    const reply = await chat.ask(request);
    expect(reply).toMatchObject({ text: '{"verdict": "keep"}', refusal: null, cutShort: false });
    expect(reply.usage?.output).toBe(5);
    expect(reply.latencyMs).toBeGreaterThan(0);
    const { headers, body } = server.log[0]!;
    expect(headers.authorization).toBe(`Bearer ${key}`);
    expect(body.stream).toBe(stream);
    expect(body.messages[1]!.content).toEqual([
      { type: "text", text: "Before and after" },
      {
        type: "image_url",
        image_url: {
          url: `data:image/jpeg;base64,${Buffer.from("not looked into").toString("base64")}`,
        },
      },
      { type: "text", text: "What do you say?" },
    ]);
    expect(body.response_format?.json_schema.name).toBe("answer");
  });

  it("tells a refusal and an answer that was cut short", async () => {
    const { chat } = await chatWith(
      inTurn({ refuse: "I cannot help with that" }, { say: '{"verd', finish: "length" }),
      { stream },
    );
    expect((await chat.ask(request)).refusal).toBe("I cannot help with that");
    expect((await chat.ask(request)).cutShort).toBe(true);
  });

  it.each<[string, ChatAct]>([
    ["429", { status: 429, body: "{}", headers: { "retry-after": "0.05" } }],
    ["500", { status: 500, body: '{"error": {"message": "out of memory"}}' }],
    ["silence", { silence: true }],
    ["a stall in the middle", { half: '{"verdict": "ke', after: "silence" }],
    ["a connection cut in the middle", { half: '{"verdict": "ke', after: "cut" }],
  ])("asks again after %s", async (_name, act) => {
    const { server, chat } = await chatWith(inTurn(act, yes), { stream });
    expect((await chat.ask(request)).text).toBe('{"verdict": "keep"}');
    expect(count(server)).toBe(2);
  });

  it("gives up with the address and the reason, without the key", async () => {
    const { server, chat } = await chatWith(
      ({ headers }) => ({ status: 503, body: `no room for ${headers.authorization}` }),
      { stream },
    );
    const error = await chat.ask(request).catch(String);
    expect(error).toContain(`${server.url}/chat/completions: 503`);
    expect(error).toContain("Bearer [key]");
    expect(error).not.toContain(key);
    expect(count(server)).toBe(3);
  });
});

describe("a chat endpoint", () => {
  it("waits as long as it is asked to", async () => {
    const { chat } = await chatWith(
      inTurn({ status: 429, body: "{}", headers: { "retry-after": "0.3" } }, yes),
    );
    const began = performance.now();
    await chat.ask(request);
    expect(performance.now() - began).toBeGreaterThan(280);
  });

  it("does not wait for longer than a run would", async () => {
    const { server, chat } = await chatWith(
      inTurn({ status: 429, body: "{}", headers: { "retry-after": "3600" } }),
    );
    await expect(chat.ask(request)).rejects.toThrow(/429/);
    expect(count(server)).toBe(1);
  });

  it("leaves out what the server does not know, from then on", async () => {
    const lines: string[] = [];
    const { server, chat } = await chatWith(
      ({ body }) =>
        body.response_format
          ? { status: 400, body: '{"error": {"message": "response_format is not supported"}}' }
          : body.max_tokens
            ? {
                status: 400,
                body: '{"error": {"message": "use the other", "param": "max_tokens"}}',
              }
            : yes,
      { log: (line) => lines.push(line) },
    );
    await chat.ask(request);
    await chat.ask(request);
    expect(count(server)).toBe(4);
    expect(server.log[3]!.body.max_completion_tokens).toBe(500);
    expect(lines.map((line) => line.split(": ")[0])).toEqual([
      `${server.url}/chat/completions does not know response_format`,
      `${server.url}/chat/completions does not know max_tokens`,
    ]);
  });

  it("does not ask again where asking cannot help", async () => {
    const { server, chat } = await chatWith(
      inTurn(
        { status: 401, body: '{"error": {"message": "no such key"}}' },
        { status: 404, body: "<html><body>nginx</body></html>", type: "text/html" },
        { status: 200, body: "<html>Sign in</html>", type: "text/html" },
        { status: 302, body: "", headers: { location: "http://elsewhere/" } },
      ),
    );
    await expect(chat.ask(request)).rejects.toThrow(/no such key.*GSI_GATE_KEY/);
    await expect(chat.ask(request)).rejects.toThrow(/404, “nginx”/);
    await expect(chat.ask(request)).rejects.toThrow(/text\/html instead of a chat completion/);
    await expect(chat.ask(request)).rejects.toThrow(/redirect to http:\/\/elsewhere/);
    expect(count(server)).toBe(4);
  });

  it("asks at most so many at once, and stops when it is told to", async () => {
    let [now, most] = [0, 0];
    const server = await startChatServer(
      () => {
        most = Math.max(most, ++now);
        setTimeout(() => now--, 25);
        return yes;
      },
      { latencyMs: 30 },
    );
    const chat = openChat({ url: server.url, concurrency: 3, ...quick });
    open.push(chat, server);
    await Promise.all(Array.from({ length: 12 }, () => chat.ask(request)));
    expect(most).toBeLessThanOrEqual(3);
    const stop = new AbortController();
    const asked = chat.ask(request, { signal: stop.signal });
    stop.abort(new Error("enough"));
    await expect(asked).rejects.toThrow("enough");
  });

  it("begins at most so many in a minute", async () => {
    const { chat } = await chatWith(inTurn(yes), { requestsPerMinute: 600 });
    const began = performance.now();
    await Promise.all([chat.ask(request), chat.ask(request), chat.ask(request)]);
    expect(performance.now() - began).toBeGreaterThan(195);
  });
});
