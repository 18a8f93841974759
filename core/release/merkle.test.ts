import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ManifestFile } from "./manifest.ts";
import { merkleRoot } from "./merkle.ts";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();
const rootOf = (files: readonly ManifestFile[]) =>
  Buffer.from(merkleRoot(files, sha256)).toString("hex");

/** Three files with the contents "a", "b" and "c". */
const files = [
  {
    path: "fine_dataset/a.jpg",
    sha256: "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
    size: 1,
  },
  {
    path: "fine_dataset/b.jpg",
    sha256: "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d",
    size: 1,
  },
  {
    path: "fine_dataset/c.jpg",
    sha256: "2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6",
    size: 1,
  },
];
const [a, b, c] = files as [ManifestFile, ManifestFile, ManifestFile];

// Computed in a shell, with LEAF='{"path":"fine_dataset/a.jpg","sha256":"ca97…48bb","size":1}':
//   (printf '\0'; printf '%s' "$LEAF") | openssl dgst -sha256                  a leaf
//   (printf '\1'; printf '%s%s' "$LEFT" "$RIGHT" | xxd -r -p) | openssl dgst -sha256     a node
const golden = {
  none: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  a: "bd8d1a127c6255c77fbdf96ac413f9e74a981ce7cdf8600ccbbfc58977767068",
  ab: "3dd9e9c66aa66231d942c6fbf61fd6519e18a8631aee54ee95c01ecf7f2e8959",
  abc: "a757a744bedd682500dc80fc25adb22f30354de1db03daf4fe5a3b6665c65825",
};

const someFiles = fc
  .uniqueArray(fc.record({ path: fc.nat(1e6).map(String), content: fc.nat(), size: fc.nat() }), {
    selector: ({ path }) => path,
    minLength: 1,
    maxLength: 20,
  })
  .map((some) =>
    some.map(({ path, content, size }) => ({
      path,
      sha256: content.toString(16).padStart(64, "0"),
      size,
    })),
  );

describe("the Merkle root of files", () => {
  it("is the one that openssl gives", () => {
    expect(rootOf([])).toBe(golden.none);
    expect(rootOf([a])).toBe(golden.a);
    expect(rootOf([a, b])).toBe(golden.ab);
    expect(rootOf([a, b, c])).toBe(golden.abc);
  });

  it("does not depend on the order in which they are given", () => {
    expect(rootOf([c, a, b])).toBe(golden.abc);
    fc.assert(
      fc.property(someFiles, fc.nat(), (some, turn) => {
        const at = turn % some.length;
        expect(rootOf([...some.slice(at), ...some.slice(0, at)])).toBe(rootOf(some));
      }),
    );
  });

  it("changes with every path, hash and size, and with a file more or less", () => {
    fc.assert(
      fc.property(someFiles, fc.nat(), (some, which) => {
        const at = which % some.length;
        const file = some[at]!;
        const others = some.filter((_, index) => index !== at);
        const flipped = `1${file.sha256.slice(1)}`;
        const roots = [
          rootOf(some),
          rootOf(others),
          rootOf([...others, { ...file, path: `${file.path}/x` }]),
          rootOf([...others, { ...file, sha256: flipped }]),
          rootOf([...others, { ...file, size: file.size + 1 }]),
        ];
        expect(new Set(roots).size).toBe(roots.length);
      }),
    );
  });
});
