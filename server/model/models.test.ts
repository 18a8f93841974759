import {
  mkdir,
  readFile,
  readdir,
  rm,
  symlink,
  truncate,
  unlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { add, changeManifest, expectRefused, home, name, source } from "../test/model-fixture.ts";
import { checkModel } from "./check-model.ts";
import { writeContractModel } from "./contract-model/write-contract-model.ts";
import { findModels } from "./find-models.ts";
import { getModel } from "./get-model.ts";
import { removeModel } from "./remove-model.ts";
import { requireModel } from "./require-model.ts";

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

async function flipByte(path: string): Promise<void> {
  const bytes = await readFile(path);
  bytes[bytes.length >> 1]! ^= 1;
  await writeFile(path, bytes);
}
