import {
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  realpath,
  rename,
  rm,
  symlink,
  truncate,
  unlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashOf } from "../storage.ts";
import { addModel } from "./add-model.ts";
import { checkModel } from "./check-model.ts";
import { OnnxGraph } from "./contract-model/onnx-writer.ts";
import { writeContractModel } from "./contract-model/write-contract-model.ts";
import { findModels } from "./find-models.ts";
import { getModel } from "./get-model.ts";
import { removeModel } from "./remove-model.ts";
import { requireModel } from "./require-model.ts";

const name = "detany3d-contract";
let folder = "";
let home = "";
let source = "";

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "gsi-models-")));
  home = join(folder, "home");
  source = join(folder, "source");
  await writeContractModel(source);
});
afterEach(() => rm(folder, { recursive: true }));

const add = (more: { name?: string; link?: boolean } = {}) =>
  addModel({ folder: source, home, ...more });
const manifestPath = () => join(source, "manifest.json");
type Fields = Record<string, unknown> & {
  files: { path: string; sha256: string; bytes: number }[];
};

async function changeManifest(change: (manifest: Fields) => void): Promise<void> {
  const manifest = JSON.parse(await readFile(manifestPath(), "utf8")) as Fields;
  change(manifest);
  await writeFile(manifestPath(), JSON.stringify(manifest));
}

/** Puts another content into a file of the model and lists it, as an export that went wrong would. */
async function replaceListed(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(join(source, path), bytes);
  await changeManifest(({ files }) => {
    for (const file of files.filter((one) => one.path === path))
      Object.assign(file, { sha256: hashOf(bytes), bytes: bytes.byteLength });
  });
}

async function flipByte(path: string): Promise<void> {
  const bytes = await readFile(path);
  bytes[bytes.length >> 1]! ^= 1;
  await writeFile(path, bytes);
}

/** Nothing of a model that was refused stays. */
async function expectRefused(reason: RegExp): Promise<void> {
  await expect(add()).rejects.toThrow(reason);
  expect(await readdir(join(home, "models")).catch(() => [])).toEqual([]);
}

describe("the registry", () => {
  it("keeps a copy under the manifest's name", async () => {
    const { model, isCompleted } = await add();
    expect([isCompleted, model.isLinked, model.folder]).toEqual([
      false,
      false,
      join(home, "models", name, "files"),
    ]);
    await rm(source, { recursive: true });
    expect(await requireModel(name, model.hash, home)).toEqual(model);
    expect((await findModels(home)).models).toEqual([model]);
  });

  it("points to a linked folder, and leaves it alone when the model is removed", async () => {
    const before = await readdir(source);
    const { model } = await add({ link: true });
    expect([model.isLinked, model.folder]).toEqual([true, source]);
    expect((await checkModel(name, home)).ok).toBe(true);
    await removeModel(name, home);
    expect(await readdir(source)).toEqual(before);
    expect(await readdir(join(home, "models"))).toEqual([]);
  });

  it("refuses a name that is taken, and takes another", async () => {
    const { model } = await add();
    await expect(add()).rejects.toThrow(/there is a model detany3d-contract already/);
    const { model: second } = await add({ name: "second" });
    expect(second.hash).not.toBe(model.hash);
    expect((await readdir(join(home, "models"))).toSorted()).toEqual([name, "second"]);
  });

  it("lets one of two win that come at once", async () => {
    const outcomes = await Promise.allSettled([add(), add(), add()]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await readdir(join(home, "models"))).toEqual([name]);
  });

  it("removes what is there, also when it is damaged, and says what is not", async () => {
    await add();
    await writeFile(join(home, "models", name, "manifest.json"), "{");
    expect(await findModels(home)).toMatchObject({ models: [], refused: [{ name }] });
    await removeModel(name, home);
    await expect(removeModel(name, home)).rejects.toThrow(/there is no model detany3d-contract/);
    await expect(getModel(name, home)).rejects.toThrow(/there is no model detany3d-contract/);
  });

  it.each(["..", "../models", "a/b", "", ".hidden", "A", "a".repeat(65)])(
    "takes %j for no name",
    async (odd) => {
      for (const work of [getModel, removeModel, checkModel])
        await expect(work(odd, home)).rejects.toThrow(/a model's name is lower-case/);
      await expect(add({ name: odd })).rejects.toThrow(/a model's name is lower-case/);
    },
  );

  it("lists the files itself when the manifest does not", async () => {
    const { files } = await writeContractModel(source);
    await changeManifest((manifest) => Reflect.deleteProperty(manifest, "files"));
    await mkdir(join(source, ".git"));
    await writeFile(join(source, ".git", "x"), "");
    const { model, isCompleted } = await add({ link: true });
    expect(isCompleted).toBe(true);
    expect(model.manifest.files).toEqual(files.toSorted((a, b) => (a.path < b.path ? -1 : 1)));
  });
});

describe("a manifest", () => {
  it.each<[string, (manifest: Fields) => void, RegExp]>([
    ["another schema", (m) => (m.schema = "gsi-model/2"), /manifest\.json: schema/],
    ["an unknown contract", (m) => (m.contract = "cube/1"), /contract/],
    [
      "a path out of the folder",
      (m) => (m.files[0]!.path = "../decoder.onnx"),
      /files\.0\.path: not a plain relative path/,
    ],
    ["an absolute path", (m) => (m.decoder = "/etc/passwd"), /decoder: not a plain relative path/],
    [
      "a graph that is not listed",
      (m) => (m.decoder = "other.onnx"),
      /files: other\.onnx is not among them/,
    ],
    ["a file listed twice", (m) => m.files.push(m.files[0]!), /decoder\.onnx is listed twice/],
    ["a size that is none", (m) => (m.files[0]!.bytes = -1), /files\.0\.bytes/],
    [
      "other constants",
      (m) => Object.assign(m.constants as object, { pad: 1024 }),
      /constants\.pad/,
    ],
    [
      "a crop that does not fit",
      (m) => (m.encoders = [{ file: "decoder.onnx", cropWidth: 900, cropHeight: 600 }]),
      /encoders\.0\.cropWidth/,
    ],
    [
      "two encoders for one size",
      (m) =>
        (m.encoders = [0, 1].map(() => ({
          file: "decoder.onnx",
          cropWidth: 896,
          cropHeight: 672,
        }))),
      /two of them are for 896 x 672/,
    ],
    ["no reason", (m) => Reflect.deleteProperty(m, "notReleasableReason"), /notReleasableReason/],
  ])("with %s is refused", async (_, change, reason) => {
    await changeManifest(change);
    await expectRefused(reason);
  });

  it.each<[string, string, RegExp]>([
    ["a list", "[]", /manifest\.json: /],
    ["a number", "1e999", /manifest\.json: it is not an object/],
    ["a text cut off", '{"schema": "gsi-', /as if cut off/],
    ["deep nesting", "[".repeat(500_000), /manifest\.json: the file is not JSON/],
    ["two megabytes", " ".repeat(2_000_000), /it has 2000000 bytes, and at most 1000000/],
  ])("that is %s is refused", async (_, text, reason) => {
    await writeFile(manifestPath(), text);
    await expectRefused(reason);
  });

  it("with a NaN, as Python writes it, is refused", async () => {
    const text = await readFile(manifestPath(), "utf8");
    await writeFile(manifestPath(), text.replace('"opset":17', '"opset":NaN'));
    await expectRefused(/manifest\.json: opset: /);
  });

  it("that is missing, a folder, or a link out of the folder is refused", async () => {
    await rename(manifestPath(), join(folder, "elsewhere.json"));
    await expectRefused(/has no manifest\.json/);
    await mkdir(manifestPath());
    await expectRefused(/it is not a file/);
    await rm(manifestPath(), { recursive: true });
    await symlink(join(folder, "elsewhere.json"), manifestPath());
    await expectRefused(/a link that leads out/);
    await expect(addModel({ folder: join(folder, "nowhere"), home })).rejects.toThrow(/no folder/);
  });
});

describe("a file of a model", () => {
  it("that differs from the manifest is named, and nothing is added", async () => {
    await flipByte(join(source, "weights.bin"));
    await expectRefused(/weights\.bin: its SHA-256 is [0-9a-f]{64} and should be [0-9a-f]{64}/);
    await truncate(join(source, "weights.bin"), 10);
    await expectRefused(/weights\.bin: it has 10 bytes and should have 36/);
    await unlink(join(source, "weights.bin"));
    await expectRefused(/weights\.bin: there is no such file/);
    await symlink("/etc/hostname", join(source, "weights.bin"));
    await expectRefused(/weights\.bin: a link that leads out/);
    await expect(add({ link: true })).rejects.toThrow(/weights\.bin: a link that leads out/);
  });

  it("is noticed at load when a byte flips later", async () => {
    const { model } = await add();
    await requireModel(name, model.hash, home);
    const path = join(model.folder, "encoder-896x588.onnx");
    await flipByte(path);
    await utimes(path, new Date(0), new Date(0));
    await expect(requireModel(name, model.hash, home)).rejects.toThrow(
      /model detany3d-contract: encoder-896x588\.onnx: its SHA-256 is/,
    );
    const { ok, checks } = await checkModel(name, home);
    expect(ok).toBe(false);
    expect(checks.filter((one) => !one.ok)).toEqual([
      {
        what: "file",
        ok: false,
        found: expect.stringMatching(/^encoder-896x588\.onnx: its SHA-256 is/),
      },
    ]);
  });

  it("may be gone with the linked folder", async () => {
    const { model } = await add({ link: true });
    await rm(source, { recursive: true });
    await expect(requireModel(name, model.hash, home)).rejects.toThrow(
      /the folder of its files is gone/,
    );
  });
});

describe("a pinned model", () => {
  it("is refused when another has its name, with both hashes", async () => {
    const { model: pinned } = await add();
    await removeModel(name, home);
    await writeContractModel(source, { extraLayers: 1 });
    const { model: other } = await add();
    const refusal = requireModel(name, pinned.hash, home);
    await expect(refusal).rejects.toThrow(pinned.hash);
    await expect(refusal).rejects.toThrow(other.hash);
  });
});

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
    for (const file of ["config.json", "preprocessor_config.json", "tokenizer.json"])
      await writeFile(join(owl, file), "{}");
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
