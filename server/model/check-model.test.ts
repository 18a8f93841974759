import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { transformersFiles } from "#core/detection/model-manifest.ts";
import { hashOf } from "../storage.ts";
import { add, changeManifest, folder, home, name, source } from "../test/model-fixture.ts";
import { addModel } from "./add-model.ts";
import { checkModel } from "./check-model.ts";
import { OnnxGraph } from "./contract-model/onnx-writer.ts";
import { writeContractModel } from "./contract-model/write-contract-model.ts";

describe("checkModel", () => {
  it("tells what it checked of a model that is right", async () => {
    const { model } = await add();
    const report = await checkModel(name, home);
    expect(report).toMatchObject({ name, hash: model.hash, ok: true });
    expect(report.checks.map(({ what }) => what)).toEqual([
      "file",
      "file",
      "file",
      "file",
      "graph",
      "graph",
      "self-test 896 x 672",
      "graph",
      "self-test 896 x 588",
    ]);
  });

  const failures = async () => {
    await add();
    const { ok, checks } = await checkModel(name, home);
    expect(ok).toBe(false);
    return checks.filter((one) => !one.ok).map(({ what, found }) => `${what}: ${found}`);
  };

  it("names missing outputs and wrong ranks", async () => {
    const graph = new OnnxGraph("odd");
    const image = graph.input("image", "float32", ["batch", 3, 896]);
    graph.input("intrinsics", "float32", ["batch", 3, 3]);
    graph.input("use_intrinsics", "int64", ["batch"]);
    graph.output("image_embeddings", "float32", ["batch", 3, 896], image);
    await replaceListed("encoder-896x588.onnx", graph.encode(17));
    const [problem, ...others] = await failures();
    expect(others).toEqual([]);
    for (const part of [
      "graph: encoder-896x588.onnx is not a graph of its contract: ",
      "input image has 3 sides and should have 4",
      "input use_intrinsics is int64 and should be float32",
      "output image_embeddings has 3 sides and should have 4",
      "it has no output geometry_embeddings",
      "it has no output pred_intrinsics",
    ])
      expect(problem).toContain(part);
  });

  it("names a graph that cannot be read", async () => {
    await replaceListed("decoder.onnx", Buffer.from("no graph at all"));
    expect(await failures()).toEqual([
      expect.stringMatching(/^graph: decoder\.onnx cannot be opened: cpu: /),
    ]);
  });

  it("names numbers that are not finite", async () => {
    await replaceListed(
      "weights.bin",
      new Uint8Array(Float32Array.from({ length: 9 }, () => NaN).buffer),
    );
    expect(await failures()).toEqual(
      ["672", "588"].map((height) =>
        expect.stringMatching(
          `^self-test 896 x ${height}: .*_(embeddings|intrinsics) has numbers that are not finite`,
        ),
      ),
    );
  });

  it("knows the contracts of open-vocabulary detectors", async () => {
    const graph = new OnnxGraph("owl");
    const pixels = graph.input("pixel_values", "float32", ["b", 3, "h", "w"]);
    graph.input("input_ids", "int64", ["b", "n"]);
    graph.input("attention_mask", "int64", ["b", "n"]);
    const boxes = graph.node("Reshape", [pixels, graph.integers([1, -1, 4])]);
    graph.output("pred_boxes", "float32", [1, "q", 4], boxes);
    const owl = join(folder, "owl");
    await mkdir(join(owl, "onnx"), { recursive: true });
    await writeFile(join(owl, "onnx", "model.onnx"), graph.encode(17));
    for (const file of transformersFiles) await writeFile(join(owl, file), "{}");
    const { licence, checkpoint } = await writeContractModel(source);
    const manifest = {
      schema: "gsi-model/1",
      contract: "owlv2/1",
      name: "owl",
      model: "onnx/model.onnx",
    };
    await writeFile(
      join(owl, "manifest.json"),
      JSON.stringify({
        ...manifest,
        licence,
        checkpoint,
        precision: "fp32",
        opset: 17,
        releasable: true,
      }),
    );
    await addModel({ folder: owl, home });
    const { checks } = await checkModel("owl", home);
    expect(checks.filter(({ ok }) => !ok)).toEqual([
      {
        what: "graph",
        ok: false,
        found: "model.onnx is not a graph of its contract: it has no output logits",
      },
    ]);
  });
});

/** Puts another content into a file of the model and lists it, as an export that went wrong would. */
async function replaceListed(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(join(source, path), bytes);
  await changeManifest(({ files }) => {
    for (const file of files.filter((one) => one.path === path))
      Object.assign(file, { sha256: hashOf(bytes), bytes: bytes.byteLength });
  });
}
