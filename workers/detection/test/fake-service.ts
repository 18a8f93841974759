import { once } from "node:events";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect } from "vitest";
import { modelFrame } from "#core/detection/model-frame.ts";
import type { Prompt } from "#core/detection/prompt.ts";
import type { Intrinsics } from "#core/geometry/camera.ts";
import type { TensorAnswer } from "../detany3d-protocol.ts";
import type { Detany3dServiceOptions } from "../detany3d-service.ts";
import { openDetany3dService } from "../detany3d-service.ts";

export const token = "lab-secret-42";
export const intrinsics: Intrinsics = {
  fx: 1450,
  fy: 1460,
  cx: 955,
  cy: 722,
  width: 1920,
  height: 1440,
};
const prompts: Prompt[] = [
  { key: "a", label: "cup", score: 1, place: { kind: "rect", rect: [100, 100, 500, 400] } },
];
export const asked = {
  photo: new Uint8Array(20),
  intrinsics,
  prompts,
  intrinsicsMode: "given" as const,
};
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

/** What the test that is running must end. */
export const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

/** A service that says it is well and answers detections as told; and how often it was asked for one. */
export async function listen(detect: RequestListener) {
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

export function open(url: string, options: Partial<Detany3dServiceOptions> = {}) {
  return openDetany3dService({ url, token, ...options });
}

export async function failure(
  url: string,
  options?: Partial<Detany3dServiceOptions>,
): Promise<Error> {
  const service = await open(url, options);
  return service.detect(asked).then(
    () => new Error("it was taken"),
    (error: Error) => error,
  );
}

export function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "content-type": type }).end(body);
}

export function frameOf(): TensorAnswer["frame"] {
  const { resized, crop, content } = modelFrame(intrinsics);
  return {
    resized: [resized.width, resized.height],
    crop: [crop.x, crop.y],
    content: [content.width, content.height],
  };
}

export function tensors(): TensorAnswer["tensors"] {
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

export function answer(changed: Partial<TensorAnswer> = {}): TensorAnswer {
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
