import { once } from "node:events";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer as createSilent } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openDetany3dService } from "./detany3d-service.ts";
import { answer, asked, ends, failure, listen, open, send, token } from "./test/fake-service.ts";

describe("an answer that does not come", () => {
  const hurried = { tries: 2, firstWaitMs: 1 };

  it.each<[string, RequestListener, RegExp]>([
    ["no first byte", () => undefined, /no answer began within 60 ms \(tried 2 times\)/],
    [
      "a byte now and then",
      (_request, response) => {
        response.writeHead(200, { "content-type": "application/json" });
        const drip = setInterval(() => response.write(" "), 10);
        response.once("close", () => clearInterval(drip));
      },
      /not complete within 200 ms \(tried 2 times\)/,
    ],
    [
      "a connection that is reset",
      (request) => request.socket.resetAndDestroy(),
      /the connection failed: .*\(tried 2 times\)/,
    ],
    [
      "a connection lost on the way",
      (_request, response) => {
        response.writeHead(200, { "content-length": "500" }).write("{");
        setTimeout(() => response.destroy(), 10);
      },
      /the connection failed: aborted \(tried 2 times\)/,
    ],
  ])("%s is given up after the last try", async (_, listener, message) => {
    const fake = await listen(listener);
    const timeouts = { firstByteMs: 60, wholeMs: 200 };
    const error = await failure(fake.url, { retries: hurried, timeouts });
    expect(error.message).toMatch(message);
    expect(fake.count()).toBe(2);
  });

  it("gives up a connection that is never made", async () => {
    const silent = createSilent(() => undefined).listen(0, "127.0.0.1");
    await once(silent, "listening");
    ends.push(() => silent.close());
    const url = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const opened = openDetany3dService({ url, retries: hurried, timeouts: { connectMs: 50 } });
    await expect(opened).rejects.toThrow(/no connection within 50 ms \(tried 2 times\)/);
  });

  it("names an address where nobody listens", async () => {
    const url = "http://127.0.0.1:1";
    await expect(openDetany3dService({ url, retries: hurried })).rejects.toThrow(
      /service at http:\/\/127\.0\.0\.1:1: the connection failed: .*ECONNREFUSED.*tried 2 times/,
    );
  });
});

describe("trying again", () => {
  it("gets over a 500, a 429 and a lost connection", async () => {
    const turns: RequestListener[] = [
      (_request, response) => send(response, 500, "text/plain", "oops"),
      (_request, response) => {
        response.setHeader("retry-after", "1");
        const problem = { code: "BUSY", message: "later", retryable: true };
        send(response, 429, "application/problem+json", JSON.stringify(problem));
      },
      (request) => request.socket.resetAndDestroy(),
      (_request, response) => send(response, 200, "application/json", JSON.stringify(answer())),
    ];
    const fake = await listen((request, response) => turns.shift()!(request, response));
    const start = performance.now();
    const service = await open(fake.url, { retries: { firstWaitMs: 1 } });
    const found = await service.detect(asked);
    expect(found.detections).toHaveLength(1);
    expect(fake.count()).toBe(4);
    expect(performance.now() - start).toBeGreaterThan(990);
  });

  it("waits twice as long each time, less the jitter", async () => {
    const times: number[] = [];
    const fake = await listen((_request, response) => {
      times.push(performance.now());
      send(response, 503, "text/plain", "soon");
    });
    await failure(fake.url, { retries: { tries: 4, firstWaitMs: 80, jitter: () => 1 } });
    const waits = times.slice(1).map((time, i) => time - times[i]!);
    [40, 80, 160].forEach((wait, i) => expect(waits[i]).toBeGreaterThan(wait - 2));
    expect(waits[0]).toBeLessThan(80);
  });

  it("does not repeat what the service calls final, nor wait an hour", async () => {
    const fake = await listen((_request, response) => {
      const problem = { code: "MODEL_SHAPE", message: "no iou", retryable: false };
      send(response, 500, "application/problem+json", JSON.stringify(problem));
    });
    expect((await failure(fake.url)).message).toMatch(/500 MODEL_SHAPE: no iou$/);
    expect(fake.count()).toBe(1);
    const patient = await listen((_request, response) => {
      response.setHeader("retry-after", "3600");
      send(response, 503, "text/plain", "maintenance");
    });
    expect((await failure(patient.url)).message).toMatch(/maintenance" \(tried once\)/);
  });
});

describe("many and none", () => {
  it("asks for so many photos at once and no more", async () => {
    let now = 0;
    let most = 0;
    const fake = await listen((_request, response) => {
      most = Math.max(most, ++now);
      setTimeout(() => {
        now--;
        send(response, 200, "application/json", JSON.stringify(answer()));
      }, 20);
    });
    const service = await open(fake.url, { requestsMax: 3 });
    await Promise.all(Array.from({ length: 12 }, () => service.detect(asked)));
    expect(most).toBe(3);
  });

  it("stops when told: one photo that waits, one that is asked about, all when closed", async () => {
    const fake = await listen(() => undefined);
    const service = await open(fake.url, { requestsMax: 1 });
    const [first, second] = [new AbortController(), new AbortController()];
    const asking = service.detect({ ...asked, signal: first.signal });
    const waiting = service.detect({ ...asked, signal: second.signal });
    second.abort(new Error("second no more"));
    await expect(waiting).rejects.toThrow("second no more");
    await expect.poll(fake.count).toBe(1);
    first.abort(new Error("first no more"));
    await expect(asking).rejects.toThrow("first no more");
    const last = service.detect(asked);
    await expect.poll(fake.count).toBe(2);
    await service.close();
    await expect(last).rejects.toThrow("no longer used");
  });
});

describe("the service that the environment names", () => {
  afterEach(() => void vi.unstubAllEnvs());

  const address = async (variables: Record<string, string>) => {
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    vi.resetModules();
    return (await import("./detany3d-service.ts")).detany3dServiceAddress();
  };

  it("has an address and a token", async () => {
    const url = "https://gpu.lab.example/d3";
    const named = await address({ GSI_DETANY3D_URL: url, GSI_DETANY3D_TOKEN: token });
    expect(named).toEqual({ url, token });
  });

  it.each([
    [{}, /set GSI_DETANY3D_URL/],
    [{ GSI_DETANY3D_URL: "ftp://gpu.lab.example" }, /GSI_DETANY3D_URL/],
    [{ GSI_DETANY3D_URL: "https://me:secret@gpu.lab.example" }, /use GSI_DETANY3D_TOKEN/],
    [{ GSI_DETANY3D_TOKEN: "two\nlines" }, /printable ASCII/],
  ])("is refused where it is none: %#", async (variables, message) => {
    await expect(address(variables)).rejects.toThrow(message);
  });
});
