import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { rotate } from "#core/geometry/quaternion.ts";
import {
  answer,
  asked,
  failure,
  frameOf,
  intrinsics,
  listen,
  open,
  send,
  tensors,
  token,
} from "./test/fake-service.ts";

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

it("an answer with null for a number leaves out its prompt alone", async () => {
  const [second] = asked.prompts.map((prompt) => ({ ...prompt, key: "b" }));
  const both = Object.entries(tensors()).map(([name, rows]) => [name, [...rows, ...rows]]);
  const iou = [
    [0.5, Number.NaN, 0.3],
    [0.5, 0.4, 0.3],
  ];
  const given = answer({ keys: ["a", "b"], tensors: { ...Object.fromEntries(both), iou } });
  const fake = await listen((_request, response) =>
    send(response, 200, "application/json", JSON.stringify(given)),
  );
  const service = await open(fake.url);
  const found = await service.detect({ ...asked, prompts: [...asked.prompts, second!] });
  expect(found.detections.map(({ prompt }) => prompt.key)).toEqual(["b"]);
  expect(found.removed).toMatchObject([{ prompt: { key: "a" }, reason: "not-finite" }]);
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
  const decoded = (boxes: (object | null)[]) => {
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

  it("may be none for a prompt, which is left out", async () => {
    const fake = await listen((_request, response) =>
      send(response, 200, "application/json", decoded([null])),
    );
    const { detections, removed } = await (await open(fake.url)).detect(asked);
    expect(detections).toEqual([]);
    expect(removed).toMatchObject([{ prompt: { key: "a" }, reason: "not-finite" }]);
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
