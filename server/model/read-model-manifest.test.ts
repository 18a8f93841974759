import { mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Fields } from "../test/model-fixture.ts";
import {
  changeManifest,
  expectRefused,
  folder,
  home,
  manifestPath,
} from "../test/model-fixture.ts";
import { addModel } from "./add-model.ts";

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
