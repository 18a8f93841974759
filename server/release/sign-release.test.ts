import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { appendFile, readFile, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ReleaseSignature } from "#core/release/signature.ts";
import { inRollback } from "../test/in-rollback.ts";
import { createReleasableSamples, inFolder } from "../test/release-fixture.ts";
import { exportRelease } from "./export-release.ts";
import { freezeRelease } from "./freeze-release.ts";
import { makeSigningKey } from "./make-signing-key.ts";
import { signRelease } from "./sign-release.ts";
import { verifyRelease } from "./verify-release.ts";

type Given = { folder: string; dir: string; keyFile: string; publicKeyFile: string; keyId: string };

/** Runs a test with an export and a pair of keys beside it. */
const withExport = (work: (given: Given) => Promise<void>) =>
  inRollback(async (ctx) => {
    await createReleasableSamples(ctx);
    await freezeRelease(ctx, { name: "v0", source: "gated" });
    await inFolder(async (folder) => {
      const dir = join(folder, "out");
      await exportRelease(ctx, { name: "v0", outDir: dir, format: "gsi-bench" });
      const { privateKeyFile, ...key } = await makeSigningKey(join(folder, "key"));
      await work({ folder, dir, keyFile: privateKeyFile, ...key });
    });
  });

/** What a check with the key says of the signature, and whether it takes the copy. */
async function checked(dir: string, publicKeyFile?: string) {
  const { ok, signature, errors } = await verifyRelease(dir, { publicKeyFile });
  const isError = errors.some(({ kind }) => kind === "signature");
  return { ok, isError, state: signature.state, keyId: signature.keyId };
}

describe("a pair of keys", () => {
  it("is Ed25519 in PEM, the private one for the owner alone, and never written over", () =>
    inFolder(async (folder) => {
      const out = join(folder, "key");
      const { privateKeyFile, publicKeyFile, keyId } = await makeSigningKey(out);
      expect([privateKeyFile, publicKeyFile]).toEqual([out, `${out}.pub`]);
      expect((await stat(privateKeyFile)).mode & 0o777).toBe(0o600);
      const pems = [await readFile(privateKeyFile), await readFile(publicKeyFile)];
      const [fromPrivate, fromPublic] = pems.map((pem) =>
        createPublicKey(pem).export({ type: "spki", format: "pem" }),
      );
      expect(fromPrivate).toBe(fromPublic);
      expect(keyId).toMatch(/^[0-9a-f]{64}$/);
      await expect(makeSigningKey(out)).rejects.toThrow(/key\.pub is there already/);
      const other = join(folder, "other");
      await writeFile(other, "mine");
      await expect(makeSigningKey(other)).rejects.toThrow(/other is there already/);
      expect((await readdir(folder)).toSorted()).toEqual(["key", "key.pub", "other"]);
      expect(await readFile(other, "utf8")).toBe("mine");
    }));
});

describe("a signature", () => {
  it("is over the bytes of the manifest, and holds with its key only", () =>
    withExport(async ({ folder, dir, keyFile, publicKeyFile, keyId }) => {
      expect(await checked(dir)).toMatchObject({ ok: true, state: "unsigned" });
      const unsigned = await checked(dir, publicKeyFile);
      expect(unsigned).toMatchObject({ ok: false, isError: true, state: "unsigned" });
      const { manifestHash } = await signRelease({ dir, keyFile });
      expect(await checked(dir)).toEqual({ ok: true, isError: false, state: "not-checked", keyId });
      const valid = await checked(dir, publicKeyFile);
      expect(valid).toEqual({ ok: true, isError: false, state: "valid", keyId });
      expect((await verifyRelease(dir)).manifestHash).toBe(manifestHash);

      const text = await readFile(join(dir, "manifest.json.sig"), "utf8");
      const { signature } = ReleaseSignature.parse(JSON.parse(text));
      const [bytes, pem] = [
        await readFile(join(dir, "manifest.json")),
        await readFile(publicKeyFile),
      ];
      expect(verify(null, bytes, pem, Buffer.from(signature, "base64"))).toBe(true);

      const stranger = await makeSigningKey(join(folder, "stranger"));
      const other = await checked(dir, stranger.publicKeyFile);
      expect(other).toEqual({ ok: false, isError: true, state: "other-key", keyId });
      await signRelease({ dir, keyFile: stranger.privateKeyFile });
      expect(await checked(dir, stranger.publicKeyFile)).toMatchObject({ ok: true });
    }));

  it("does not hold when the manifest was changed", () =>
    withExport(async ({ dir, keyFile, publicKeyFile }) => {
      await signRelease({ dir, keyFile });
      await appendFile(join(dir, "manifest.json"), "\n");
      expect(await checked(dir, publicKeyFile)).toMatchObject({ isError: true, state: "wrong" });
    }));

  it("does not hold when it claims the key of somebody else", () =>
    withExport(async ({ folder, dir, publicKeyFile, keyId }) => {
      const forger = await makeSigningKey(join(folder, "forger"));
      const { signatureFile } = await signRelease({ dir, keyFile: forger.privateKeyFile });
      const text = await readFile(signatureFile, "utf8");
      await writeFile(signatureFile, text.replace(forger.keyId, keyId));
      expect(await checked(dir, publicKeyFile)).toMatchObject({ isError: true, state: "wrong" });
    }));

  it.each(["", "{}", "\u0000signature"])("that reads %j is none", (text) =>
    withExport(async ({ dir, publicKeyFile }) => {
      await writeFile(join(dir, "manifest.json.sig"), text);
      for (const key of [undefined, publicKeyFile])
        expect(await checked(dir, key)).toMatchObject({ isError: true, state: "unreadable" });
    }),
  );

  it("is not given to a copy that does not pass its check, nor with another kind of key", () =>
    withExport(async ({ folder, dir, keyFile, publicKeyFile }) => {
      const rsa = join(folder, "rsa");
      const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
      await writeFile(rsa, privateKey.export({ type: "pkcs8", format: "pem" }));
      for (const wrong of [rsa, publicKeyFile, join(dir, "README.md")])
        await expect(signRelease({ dir, keyFile: wrong })).rejects.toThrow(
          /no Ed25519 private key/,
        );
      await expect(signRelease({ dir, keyFile: join(folder, "none") })).rejects.toThrow(
        /cannot be read/,
      );
      await appendFile(join(dir, "README.md"), " ");
      await expect(signRelease({ dir, keyFile })).rejects.toThrow(
        /is not signed, since it does not pass its check: README\.md/,
      );
      expect(await readdir(dir)).not.toContain("manifest.json.sig");
    }));

  it("stays when the release is exported again to the same place", () =>
    inRollback(async (ctx) => {
      await createReleasableSamples(ctx);
      await freezeRelease(ctx, { name: "v0", source: "gated" });
      await inFolder(async (folder) => {
        const dir = join(folder, "out");
        const { privateKeyFile, publicKeyFile } = await makeSigningKey(join(folder, "key"));
        for (const format of ["jsonl", "gsi-bench"] as const) {
          const place = `${dir}-${format}`;
          await exportRelease(ctx, { name: "v0", outDir: place, format });
          await signRelease({ dir: place, keyFile: privateKeyFile });
          await exportRelease(ctx, { name: "v0", outDir: place, format, media: false });
          expect(await checked(place, publicKeyFile)).toMatchObject({ ok: true, state: "valid" });
        }
      });
    }));
});
