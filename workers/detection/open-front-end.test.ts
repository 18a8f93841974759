import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImageRect } from "#core/geometry/projection.ts";
import type { SessionOptions } from "#server/model/open-session.ts";
import type { Detector2d } from "./detector-2d.ts";
import type { FrontEndSettings } from "./front-end-thread.ts";
import { openFrontEnd } from "./open-front-end.ts";
import type { Fault } from "./test/front-end-model.ts";
import { brightScore, fillers, writeGroundingDino, writeOwlv2 } from "./test/front-end-model.ts";

const labels = ["chair", "Office  Chair", "lamp"];
const thresholds = { boxThreshold: 0.37, textThreshold: 0.25, oneCaptionPerLabel: false };

let root = "";
let made = 0;
const open: Detector2d[] = [];
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "gsi-front-end-"));
});
afterAll(async () => {
  await Promise.all(open.map((one) => one.close()));
  await rm(root, { recursive: true });
});

type Kind = FrontEndSettings["kind"];
const kinds = ["grounding-dino", "owlv2"] as const;

async function detector(
  kind: Kind,
  {
    fault = null,
    session = { providers: [{ name: "cpu" }], fallBack: false, threads: 1 },
    ...changes
  }: {
    fault?: Fault;
    session?: SessionOptions;
    boxThreshold?: number;
    oneCaptionPerLabel?: boolean;
  } = {},
) {
  const folder = join(root, String(made++));
  await (kind === "owlv2" ? writeOwlv2(folder, fault) : writeGroundingDino(folder, fault));
  const common = { folder, model: "onnx/model.onnx", session };
  const settings = { ...thresholds, ...changes, ...common, kind } as FrontEndSettings;
  const lines: string[] = [];
  const front = openFrontEnd(settings, (line) => lines.push(line));
  open.push(front);
  return { front, folder, lines };
}

/** A black photo with a red, a green and a blue rectangle; edges between pixels, from the photo's corner. */
function photoWith(width: number, height: number, rects: readonly ImageRect[]): Promise<Buffer> {
  const colours = ["#ff0000", "#00ff00", "#0000ff"];
  return sharp({ create: { width, height, channels: 3, background: "#000000" } })
    .composite(
      rects.map(([left, top, right, bottom], at) => ({
        input: {
          create: {
            width: right - left,
            height: bottom - top,
            channels: 3,
            background: colours[at]!,
          },
        },
        left,
        top,
      })),
    )
    .png()
    .toBuffer();
}

const landscape: ImageRect[] = [
  [20, 30, 80, 60],
  [100, 120, 300, 236],
  [240, 4, 316, 90],
];
const portrait: ImageRect[] = [
  [20, 30, 80, 60],
  [100, 120, 230, 316],
  [140, 4, 236, 90],
];
const square: ImageRect[] = [
  [0, 0, 80, 60],
  [100, 120, 240, 240],
  [140, 4, 236, 90],
];
const twice = landscape.map((rect): ImageRect => [
  2 * rect[0],
  2 * rect[1],
  2 * rect[2],
  2 * rect[3],
]);

describe.each(kinds)("%s", (kind) => {
  it.each([
    ["landscape", 320, 240, landscape, 0],
    ["portrait", 240, 320, portrait, 0],
    ["square", 240, 240, square, kind === "owlv2" ? 1 : 0],
    ["large", 640, 480, twice, 0],
    ["panorama", 900, 300, landscape, 3],
  ])("boxes things in a %s photo in its own pixels", async (_, width, height, rects, off) => {
    const { front, lines } = await detector(kind);
    const photo = await photoWith(width, height, rects);
    const { prompts, problems } = await front.detect({ frameKey: "a", photo, labels });
    expect(problems).toEqual([]);
    expect(lines).toEqual([`${kind}: served by cpu`]);
    expect(new Set(prompts.map(({ key }) => key)).size).toBe(3);
    for (const [at, label] of ["chair", "office chair", "lamp"].entries()) {
      const { score, place } = prompts.find((prompt) => prompt.label === label)!;
      expect(score).toBeCloseTo(brightScore, 5);
      if (place.kind !== "rect") return expect.fail("no rectangle");
      for (const [edge, wanted] of rects[at]!.entries())
        expect(Math.abs(place.rect[edge]! + 0.5 - wanted)).toBeLessThanOrEqual(off + 1e-3);
    }
  });

  it("finds nothing that is not over the threshold, not asked for, or asked for by nobody", async () => {
    const photo = await photoWith(320, 240, landscape);
    const { front: strict } = await detector(kind, { boxThreshold: brightScore + 1e-4 });
    expect(await strict.detect({ frameKey: "a", photo, labels })).toEqual({
      prompts: [],
      problems: [],
    });
    const { front } = await detector(kind);
    const found = await front.detect({ frameKey: "a", photo, labels: ["lamp", "LAMP", " "] });
    expect(found.prompts.map(({ label }) => label)).toEqual(["lamp"]);
    expect((await front.detect({ frameKey: "a", photo, labels: [] })).prompts).toEqual([]);
  });

  it.each([
    ["nan", "onnx/model.onnx: it answers with numbers that are none"],
    ["rank", "output logits has 1 sides and should have 3"],
  ] as const)("refuses a model with the fault %s", async (fault, message) => {
    const { front } = await detector(kind, { fault });
    const photo = await photoWith(320, 240, landscape);
    await expect(front.detect({ frameKey: "a", photo, labels })).rejects.toThrow(message);
  });

  it("is served by the processor where no device works, if it may be", async () => {
    const providers = [{ name: "cuda" as const, deviceId: 99 }];
    const photo = await photoWith(320, 240, landscape);
    const { front: strict } = await detector(kind, { session: { providers, fallBack: false } });
    await expect(strict.detect({ frameKey: "a", photo, labels })).rejects.toThrow(/opened: cuda/);
    const { front, lines } = await detector(kind, { session: { providers, fallBack: true } });
    expect((await front.detect({ frameKey: "a", photo, labels })).prompts).toHaveLength(3);
    expect(lines).toEqual([expect.stringContaining("cuda: "), `${kind}: served by cpu`]);
  });

  it.each(["tokenizer.json", "tokenizer_config.json", "preprocessor_config.json", "config.json"])(
    "names %s when it is missing or wrong, and goes on once it is put right",
    async (name) => {
      const { front, folder } = await detector(kind);
      const photo = await photoWith(320, 240, landscape);
      const look = () => front.detect({ frameKey: "a", photo, labels });
      await rm(join(folder, name));
      await expect(look()).rejects.toThrow(`${join(folder, name)} is missing`);
      await writeFile(join(folder, name), "[");
      await expect(look()).rejects.toThrow(`${join(folder, name)}: the file is not JSON`);
      await (kind === "owlv2" ? writeOwlv2(folder) : writeGroundingDino(folder));
      expect((await look()).prompts).toHaveLength(3);
    },
  );

  it("names the size that a preprocessor asks too much of", async () => {
    const { front, folder } = await detector(kind);
    const size = { width: 1e6, height: 1e6 };
    const file = { size, image_mean: [0, 0, 0], image_std: [1, 1, 1] };
    await writeFile(join(folder, "preprocessor_config.json"), JSON.stringify(file));
    const photo = await photoWith(320, 240, landscape);
    await expect(front.detect({ frameKey: "a", photo, labels })).rejects.toThrow(
      /preprocessor_config\.json: size/,
    );
  });

  it("fails for a photo that is none, and goes on with the next", async () => {
    const { front } = await detector(kind);
    const photo = await photoWith(320, 240, landscape);
    const bad = front.detect({ frameKey: "a", photo: Buffer.from("no photo"), labels });
    const good = front.detect({ frameKey: "b", photo, labels });
    await expect(bad).rejects.toThrow("the photo cannot be decoded");
    expect((await good).prompts).toHaveLength(3);
  });

  it("leaves out what was called off, and once it is closed ends what runs and refuses the rest", async () => {
    const { front } = await detector(kind);
    const photo = await photoWith(320, 240, landscape);
    const signal = AbortSignal.abort(new Error("called off"));
    const off = front.detect({ frameKey: "a", photo, labels, signal });
    await expect(off).rejects.toThrow("called off");
    const running = front.detect({ frameKey: "a", photo, labels });
    const queued = front.detect({ frameKey: "b", photo, labels });
    const refused = expect(queued).rejects.toThrow("was closed");
    await new Promise((resolve) => setImmediate(resolve));
    await front.close();
    expect((await running).prompts).toHaveLength(3);
    await refused;
    await expect(front.detect({ frameKey: "a", photo, labels })).rejects.toThrow("was closed");
  });

  it("tells of a label that is too long", async () => {
    const { front } = await detector(kind);
    const photo = await photoWith(320, 240, landscape);
    const long = Array(255).fill("desk").join(" ");
    const { prompts, problems } = await front.detect({
      frameKey: "a",
      photo,
      labels: [long, "lamp"],
    });
    expect(prompts.map(({ label }) => label)).toEqual(["lamp"]);
    expect(problems).toEqual([expect.stringContaining("is not looked for")]);
  });
});

describe("captions of grounding-dino", () => {
  it("go over their 256 tokens into further ones, and all labels are found", async () => {
    const { front } = await detector("grounding-dino");
    const photo = await photoWith(320, 240, landscape);
    const many = ["chair", ...fillers, "lamp"];
    const { prompts } = await front.detect({ frameKey: "a", photo, labels: many });
    // 127 labels of one token and a stop fit: lamp is in the third caption.
    expect(prompts.map(({ key, label }) => [key, label])).toEqual([
      ["grounding-dino:0.0", "chair"],
      ["grounding-dino:0.1", "chair"],
      ["grounding-dino:2.2", "lamp"],
    ]);
  });

  it("hold one label each where the export reads only one", async () => {
    const { front } = await detector("grounding-dino", { oneCaptionPerLabel: true });
    const photo = await photoWith(320, 240, landscape);
    const { prompts } = await front.detect({ frameKey: "a", photo, labels });
    expect(prompts.map(({ key }) => key).toSorted()).toEqual([
      "grounding-dino:0.0",
      "grounding-dino:0.1",
      "grounding-dino:1.0",
      "grounding-dino:1.1",
      "grounding-dino:2.2",
    ]);
  });

  it("refuses a graph that was damaged, by name", async () => {
    const { front, folder } = await detector("grounding-dino");
    await appendFile(join(folder, "onnx/model.onnx"), Buffer.from([0xff, 0xff, 0xff]));
    const photo = await photoWith(320, 240, landscape);
    await expect(front.detect({ frameKey: "a", photo, labels })).rejects.toThrow(
      "model.onnx cannot be opened",
    );
  });
});
