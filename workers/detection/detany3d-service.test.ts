import type { ChildProcess } from "node:child_process";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { modelFrame, pixelToModel } from "#core/detection/model-frame.ts";
import { promptAsGiven, promptInModelFrame } from "#core/detection/model-prompt.ts";
import type { Prompt } from "#core/detection/prompt.ts";
import type { Intrinsics } from "#core/geometry/camera.ts";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import type { ImageRect } from "#core/geometry/projection.ts";
import { projectBoxBounds } from "#core/geometry/projection.ts";
import { DetectAnswer, ServiceHealth, ServiceProblem } from "./detany3d-protocol.ts";
import type { Detany3dService } from "./detany3d-service.ts";
import { openDetany3dService } from "./detany3d-service.ts";
import { hasPython, startServer, stopServer, token } from "./test/reference-server.ts";
import { describedExamples, describedSchemas } from "./test/service-description.ts";

const phone: Intrinsics = { fx: 1450, fy: 1460, cx: 955, cy: 722, width: 1920, height: 1440 };
const lens: Intrinsics = { fx: 1180, fy: 1175, cx: 880, cy: 580, width: 1752, height: 1168 };
const given = "given" as const;

describe.skipIf(!hasPython)("DetAny3D over the reference server", () => {
  let server: { child: ChildProcess; url: string };
  let service: Detany3dService;
  let photo: Uint8Array;

  beforeAll(async () => {
    photo = await sharp({ create: { width: 64, height: 48, channels: 3, background: "#777" } })
      .jpeg()
      .toBuffer();
    server = await startServer("standin", "--prompts", "40", "--request-bytes", "100000");
    service = await openDetany3dService({ url: server.url, token });
  });
  afterAll(async () => {
    await service.close();
    await stopServer(server.child);
  });

  it("says what it is", () => {
    expect(service.health).toMatchObject({ answers: "tensors", releasable: false, device: "cpu" });
    expect(service.health.checkpoint.name).toBe("standin.py");
  });

  it.each([
    ["4:3, no crop", phone],
    ["3:2, cropped", lens],
    ["portrait", { ...phone, width: 1440, height: 1920, cx: 722, cy: 955 }],
  ])("closes the circle from rectangle to box to rectangle: %s", async (_, intrinsics) => {
    const { width, height } = intrinsics;
    const prompts = Array.from({ length: 24 }, (_, i) => {
      const left = (i * 53.7) % (width - 420);
      const top = (i * 91.3) % (height - 420);
      return rectPrompt(`r${i}`, [left, top, left + 60 + i * 14.3, top + 40 + ((i * 37) % 350)]);
    });
    const found = await service.detect({ photo, intrinsics, prompts, intrinsicsMode: given });
    expect(found.removed).toEqual([]);
    expect(found.detections).toHaveLength(prompts.length);
    const frame = modelFrame(intrinsics);
    found.detections.forEach(({ prompt, rect, box, hypothesis }, index) => {
      expect(prompt).toBe(prompts[index]);
      const asked = promptInModelFrame(frame, prompt, { promptExpand: 0 });
      const place = promptAsGiven(frame, asked);
      if (place.kind !== "rect") throw new Error("a rectangle was asked for");
      closeTo(rect, place.rect, 1e-6);
      // Without its depth and its turn the box is the rectangle in which it was seen.
      const [w, h] = box.size;
      const flat = orientedBox(box.center, [w, h, 0], [0, 0, 0, 1]);
      closeTo(projectBoxBounds(intrinsics, flat)!, place.rect, 1e-6);
      expect(hypothesis).toBe(w > h * (intrinsics.fy / intrinsics.fx) ? 0 : 1);
    });
  });

  it("answers points, also beside rectangles", async () => {
    const at = [701.3, 402.8] as const;
    const prompts = [
      rectPrompt("r", [100, 100, 400, 300]),
      { key: "p", label: "cup", score: 1, place: { kind: "point" as const, at } },
    ];
    const found = await service.detect({ photo, intrinsics: lens, prompts, intrinsicsMode: given });
    const [u, v] = pixelToModel(modelFrame(lens), at);
    const [x1, y1, x2, y2] = found.detections[1]!.rect;
    const [cu, cv] = pixelToModel(modelFrame(lens), [(x1 + x2) / 2, (y1 + y2) / 2]);
    closeTo([cu, cv], [u, v], 1e-6);
  });

  it("answers no prompts with the camera that it reads off the photo", async () => {
    const found = await service.detect({
      photo,
      intrinsics: phone,
      prompts: [],
      intrinsicsMode: given,
    });
    expect(found.detections).toEqual([]);
    expect(found.predictedIntrinsics!.fx).toBeCloseTo((740.5 * 1920) / 896, 6);
  });

  it("keeps requests with different cameras apart", async () => {
    const prompts = [rectPrompt("r", [300, 300, 700, 600])];
    const far = { ...phone, fx: phone.fx * 2, fy: phone.fy * 2 };
    const ask = (intrinsics: Intrinsics) =>
      service.detect({ photo, intrinsics, prompts, intrinsicsMode: given });
    const answers = await Promise.all([phone, far, lens, phone, far].map(ask));
    const depths = answers.map(({ detections }) => detections[0]!.box.center[2]);
    expect(depths[3]).toBe(depths[0]);
    expect(depths[4]).toBe(depths[1]);
    expect(depths[1]! / depths[0]!).toBeCloseTo(2, 9);
    expect(depths[2]).not.toBeCloseTo(depths[0]!, 2);
  });

  it("gives the model the camera in the mode 'given' only", async () => {
    const prompts = [rectPrompt("r", [300, 300, 700, 600])];
    const depth = async (intrinsicsMode: "given" | "predicted" | "virtual-to-real") =>
      (await service.detect({ photo, intrinsics: phone, prompts, intrinsicsMode })).detections[0]!
        .box.center[2];
    const predicted = await depth("predicted");
    const frame = modelFrame(phone);
    const ratio = Math.sqrt(frame.intrinsics.fx * frame.intrinsics.fy) / 740.5;
    expect(await depth("virtual-to-real")).toBeCloseTo(predicted * ratio, 9);
    expect(await depth("given")).toBeCloseTo((predicted * frame.intrinsics.fy) / 740.5, 9);
  });

  it("refuses a wrong token, and names it nowhere", async () => {
    const opened = openDetany3dService({ url: server.url, token: "guessed-wrong" });
    const error: Error = await opened.then(
      () => new Error("opened"),
      (thrown: Error) => thrown,
    );
    expect(error.message).toContain(server.url);
    expect(error.message).toMatch(/401 UNAUTHENTICATED.*GSI_DETANY3D_TOKEN/);
    expect(error.message).not.toContain("guessed-wrong");
  });

  it("sends nothing that is too large, and the server takes none", async () => {
    const large = new Uint8Array(90_000);
    const asked = { intrinsics: phone, intrinsicsMode: given, prompts: [] };
    await expect(service.detect({ ...asked, photo: large })).rejects.toThrow(
      /request of 12\d{4} bytes were not sent: it takes at most 100000 bytes/,
    );
    const many = Array.from({ length: 41 }, (_, i) => rectPrompt(`r${i}`, [0, 0, 9, 9]));
    await expect(service.detect({ ...asked, photo, prompts: many })).rejects.toThrow(/41 prompts/);
    const problem = await post("x".repeat(3_000_000));
    expect(problem).toMatchObject({ status: 413, code: "TOO_LARGE", retryable: false });
  });

  it.each([
    ["{", 400, "not JSON"],
    ["[".repeat(50_000), 400, "not JSON"],
    ['{"intrinsicsMode":"given","photo":NaN}', 400, "NaN"],
    ['{"intrinsicsMode":"given","photo":"R0lGODlh"}', 422, "photo must be a JPEG or PNG"],
    ['{"intrinsicsMode":"other"}', 422, "intrinsicsMode must be one of"],
    [query({ intrinsics: { ...phone, fx: "1e999" } }), 422, "intrinsics.fx"],
    [query({ prompts: [{ key: "a", place: { kind: "rect", rect: [1, 2, 3] } }] }), 422, "rect"],
  ])("answers a bad request with a problem: %.40s", async (body, status, words) => {
    const problem = await post(body);
    expect(problem.status).toBe(status);
    expect(problem.message).toContain(words);
  });

  it("keeps to its own description", async () => {
    const schemas = await describedSchemas();
    const problem = await post("{");
    expect(schemas.get("Problem")!.parse(problem)).toBeTruthy();
    expect(ServiceProblem.parse(problem)).toBeTruthy();
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const health: unknown = await (await fetch(`${server.url}/v1/health`, { headers })).json();
    expect(schemas.get("Health")!.parse(health)).toEqual(ServiceHealth.parse(health));
    const body = query({ photo: Buffer.from(photo).toString("base64") });
    expect(schemas.get("DetectQuery")!.parse(JSON.parse(body))).toBeTruthy();
    const answered = await fetch(`${server.url}/v1/detect`, { method: "POST", headers, body });
    const answer: unknown = await answered.json();
    expect(answered.status).toBe(200);
    expect(schemas.get("DetectAnswer")!.parse(answer)).toEqual(DetectAnswer.parse(answer));
  });

  it("leaves out the prompt for which the model gives no number, and it alone", async () => {
    const odd = await startServer("nan_model");
    const asked = { photo, intrinsics: phone, intrinsicsMode: given };
    const prompts = ["a", "b", "c"].map((key) => rectPrompt(key, [300, 300, 700, 600]));
    const client = await openDetany3dService({ url: odd.url, token });
    const { detections, removed, predictedIntrinsics } = await client.detect({ ...asked, prompts });
    expect(detections.map(({ prompt }) => prompt.key)).toEqual(["a", "c"]);
    expect(removed).toMatchObject([
      { prompt: { key: "b" }, reason: "not-finite", message: expect.stringContaining("depth_log") },
    ]);
    expect(predictedIntrinsics).toBeNull();
    const answered = await fetch(`${odd.url}/v1/detect`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: query({ photo: Buffer.from(photo).toString("base64"), prompts }),
    });
    const schemas = await describedSchemas();
    const described = schemas.get("DetectAnswer")!.safeParse(await answered.json());
    expect(described).toMatchObject({ success: true });
    await client.close();
    await stopServer(odd.child);
  });

  it("answers its health while it works, and finishes what is at hand when it is stopped", async () => {
    const slow = await startServer("slow_model");
    const busy = await openDetany3dService({ url: slow.url, token });
    const asked = { photo, intrinsics: phone, prompts: [], intrinsicsMode: given };
    const working = busy.detect(asked);
    const headers = { authorization: `Bearer ${token}` };
    await expect
      .poll(async () => {
        const answer = await fetch(`${slow.url}/v1/health`, { headers });
        return ServiceHealth.parse(await answer.json()).atHand;
      })
      .toBe(1);
    const stopped = stopServer(slow.child);
    expect((await working).detections).toEqual([]);
    expect(await stopped).toBe(0);
  });

  async function post(body: string) {
    const answer = await fetch(`${server.url}/v1/detect`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body,
    });
    return (await answer.json()) as Record<string, unknown>;
  }
});

it("describes examples that the client can read", async () => {
  const schemas = await describedSchemas();
  const examples = await describedExamples();
  expect(examples.length).toBeGreaterThanOrEqual(4);
  for (const { schema, value } of examples) {
    expect(schemas.get(schema)!.safeParse(value)).toMatchObject({ success: true });
    if (schema in ownSchemas) ownSchemas[schema as keyof typeof ownSchemas].parse(value);
  }
});

const ownSchemas = { Health: ServiceHealth, DetectAnswer, Problem: ServiceProblem };

function rectPrompt(key: string, rect: ImageRect): Prompt {
  return { key, label: "box", score: 1, place: { kind: "rect", rect } };
}

function query(changed: object): string {
  const prompts = [{ key: "a", place: { kind: "point", at: [3, 4] } }];
  return JSON.stringify({
    photo: "/9j/4AAQ",
    intrinsics: phone,
    intrinsicsMode: given,
    prompts,
    ...changed,
  });
}

function closeTo(actual: readonly number[], expected: readonly number[], within: number): void {
  expect(actual).toHaveLength(expected.length);
  const distance = Math.max(...actual.map((value, i) => Math.abs(value - expected[i]!)));
  expect(distance).toBeLessThan(within);
}
