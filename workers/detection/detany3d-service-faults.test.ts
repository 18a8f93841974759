import { once } from "node:events";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer as createSilent } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { modelFrame } from "#core/detection/model-frame.ts";
import type { Prompt } from "#core/detection/prompt.ts";
import type { Intrinsics } from "#core/geometry/camera.ts";
import { rotate } from "#core/geometry/quaternion.ts";
import type { TensorAnswer } from "./detany3d-protocol.ts";
import type { Detany3dServiceOptions } from "./detany3d-service.ts";
import { openDetany3dService } from "./detany3d-service.ts";

const token = "lab-secret-42";
const intrinsics: Intrinsics = { fx: 1450, fy: 1460, cx: 955, cy: 722, width: 1920, height: 1440 };
const prompts: Prompt[] = [
  { key: "a", label: "cup", score: 1, place: { kind: "rect", rect: [100, 100, 500, 400] } },
];
const asked = { photo: new Uint8Array(20), intrinsics, prompts, intrinsicsMode: "given" as const };
const sha256 = "ab".repeat(32);
const health = {
  contract: "detany3d/1",
  answers: "tensors",
  checkpoint: { name: "weights.pth", sha256 },
  device: "cuda:0",
  precision: "fp16",
  releasable: true,
  atHand: 0,
  limits: { requestBytes: 1e6, answerBytes: 1e6, prompts: 100, waiting: 4 },
};

const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

describe("an answer that is no answer", () => {
  it.each<[string, (response: ServerResponse) => void, RegExp]>([
    [
      "HTML",
      (response) => send(response, 200, "text/html", "<style>b{}</style><h1>Log in</h1> to Lab"),
      /text\/html instead of application\/json, beginning "Log in to Lab": is this the address/,
    ],
    [
      "a token that is echoed",
      (response) => send(response, 403, "text/plain", `you sent Bearer ${token}`),
      /403, beginning "you sent Bearer \[token\]"/,
    ],
    ["NaN", () => JSON.stringify(answer()).replaceAll("0.25", "NaN"), /NaN in place of a number/],
    [
      "infinity by overflow",
      () => JSON.stringify(answer()).replaceAll("0.25", "1e999"),
      /tensors\.boxes_2d\.0\.0\.0/,
    ],
    ["text cut short", () => JSON.stringify(answer()).slice(0, 300), /not JSON, beginning/],
    [
      "too few boxes",
      () => JSON.stringify(answer({ tensors: { ...tensors(), dims_log: [] } })),
      /dims_log are 0, not 1/,
    ],
    [
      "too few hypotheses",
      () => JSON.stringify(answer({ tensors: { ...tensors(), iou: [[0.5, 0.5]] } })),
      /tensors\.iou\.0/,
    ],
    ["too few keys", () => JSON.stringify(answer({ keys: [] })), /keys are 0, not 1/],
    ["other keys", () => JSON.stringify(answer({ keys: ["b"] })), /keys\[0\]/],
    [
      "another frame",
      () => JSON.stringify(answer({ frame: { ...frameOf(), resized: [1920, 1440] } })),
      /frame\.resized is 1920, 1440 and not 896, 672/,
    ],
    [
      "other weights",
      () => JSON.stringify(answer({ checkpointSha256: "cd".repeat(32) })),
      /other weights \(cdcd.*start the run again/,
    ],
    [
      "a redirect",
      (response) => response.writeHead(302, { location: "https://sso.lab.example/" }).end(),
      /redirect to https:\/\/sso\.lab\.example\/, which is not followed/,
    ],
    [
      "a length beyond the limit",
      (response) =>
        response
          .writeHead(200, { "content-type": "application/json", "content-length": "10000000000" })
          .write("["),
      /10000000000 bytes, cut off at the limit/,
    ],
  ])("%s is refused at the first try", async (_, respond, message) => {
    const fake = await listen((_request, response) => {
      const body: unknown = respond(response);
      if (typeof body === "string") send(response, 200, "application/json", body);
    });
    const error = await failure(fake.url);
    expect(error.message).toMatch(message);
    expect(error.message).toContain(fake.url);
    expect(error.message).not.toContain(token);
    expect(fake.count()).toBe(1);
  });

  it("cuts off a stream without end, and memory stays flat", async () => {
    let sent = 0;
    const part = Buffer.alloc(1 << 20, " ");
    const fake = await listen((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const more = () => {
        while (!response.destroyed && sent < 10e9) {
          sent += part.length;
          if (!response.write(part)) {
            response.once("drain", more);
            return;
          }
        }
      };
      more();
    });
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 8; i++) {
      const error = await failure(fake.url, { answerBytesMax: 4 << 20 });
      expect(error.message).toMatch(/no end, cut off at the limit of 4194304 bytes/);
    }
    expect(sent).toBeLessThan(8 * 40e6);
    expect(process.memoryUsage().rss - before).toBeLessThan(150e6);
  });
});

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

describe("boxes that the service decoded", () => {
  const box = {
    hypothesis: 1,
    quality: 0.7,
    rect: [100, 100, 500, 400],
    center: [0.1, 0.2, 3],
    size: [1, 2, 3],
    rotation: [
      [0, 0, 1],
      [0, 1, 0],
      [-1, 0, 0],
    ],
    yawRadians: 1,
    logDepthSigma: 0.1,
  };
  const decoded = (boxes: object[]) => {
    const { contract, checkpointSha256, keys } = answer();
    const base = { contract, checkpointSha256, keys, intrinsics, predictedIntrinsics: null };
    return JSON.stringify({ ...base, kind: "boxes", boxes });
  };

  it("are taken as they are", async () => {
    const fake = await listen((_request, response) =>
      send(response, 200, "application/json", decoded([box])),
    );
    const { detections } = await (await open(fake.url)).detect(asked);
    expect(detections[0]).toMatchObject({ hypothesis: 1, box: { center: [0.1, 0.2, 3] } });
    const turned = rotate(detections[0]!.box.rotation, [0, 0, 1]);
    expect(turned).toEqual([1, 0, 0].map((value) => expect.closeTo(value, 12) as number));
  });

  it.each([
    [[], /boxes are 0, not 1/],
    [[box, box], /boxes are 2, not 1/],
    [[{ ...box, rotation: [...box.rotation.slice(0, 2), [1, 0, 0]] }], /boxes\[0\]\.rotation/],
    [[{ ...box, size: [1, -2, 3] }], /boxes\.0\.size\.1/],
  ])("are refused where they are none: %#", async (boxes, message) => {
    const fake = await listen((_request, response) =>
      send(response, 200, "application/json", decoded(boxes)),
    );
    expect((await failure(fake.url)).message).toMatch(message);
  });
});

/** A service that says it is well and answers detections as told; and how often it was asked for one. */
async function listen(detect: RequestListener) {
  let count = 0;
  const server = createServer((request: IncomingMessage, response) => {
    if (request.url === "/v1/health") {
      send(response, 200, "application/json", JSON.stringify(health));
      return;
    }
    expect(request.headers.authorization).toBe(`Bearer ${token}`);
    count++;
    request.resume();
    detect(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, count: () => count };
}

function open(url: string, options: Partial<Detany3dServiceOptions> = {}) {
  return openDetany3dService({ url, token, ...options });
}

async function failure(url: string, options?: Partial<Detany3dServiceOptions>): Promise<Error> {
  const service = await open(url, options);
  return service.detect(asked).then(
    () => new Error("it was taken"),
    (error: Error) => error,
  );
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "content-type": type }).end(body);
}

function frameOf(): TensorAnswer["frame"] {
  const { resized, crop, content } = modelFrame(intrinsics);
  return {
    resized: [resized.width, resized.height],
    crop: [crop.x, crop.y],
    content: [content.width, content.height],
  };
}

function tensors(): TensorAnswer["tensors"] {
  const all = (...row: number[]) => [[row, row, row]];
  return {
    boxes_2d: all(0.25, 0.25, 0.1, 0.1),
    centers_2d: all(0.25, 0.25),
    depth_log: all(1),
    depth_log_variance: all(-2),
    dims_log: all(0, 0, 0),
    alpha_logits: all(...Array.from({ length: 12 }, () => 0)),
    alpha_residuals: all(...Array.from({ length: 12 }, () => 0)),
    rot6d: all(1, 0, 0, 0, 1, 0),
    iou: [[0.5, 0.4, 0.3]],
  };
}

function answer(changed: Partial<TensorAnswer> = {}): TensorAnswer {
  return {
    contract: "detany3d/1",
    checkpointSha256: sha256,
    kind: "tensors",
    keys: ["a"],
    frame: frameOf(),
    pred_intrinsics: [
      [740.5, 0, 448],
      [0, 740.5, 336],
      [0, 0, 1],
    ],
    tensors: tensors(),
    ...changed,
  };
}
