import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { inRollback } from "../test/in-rollback.ts";
import { withScan } from "../test/scan-fixture.ts";
import { readStoredCloud } from "../test/stored-cloud.ts";
import { importRoot } from "./import-root.ts";
import { readPlyPoints } from "./read-ply-points.ts";

/** A laser cloud of so many points in a row along x, a centimetre apart, the n-th with n as its red. */
function laserCloud(count: number, format: "ascii" | "binary_little_endian"): Buffer {
  const header =
    `ply\nformat ${format} 1.0\nelement vertex ${count}\nproperty double x\nproperty float y\n` +
    "property float z\nproperty uchar red\nproperty uchar green\nproperty uchar blue\nend_header\n";
  if (format === "ascii") {
    const rows = Array.from({ length: count }, (_, i) => `${i / 100} 0.5 1 ${i % 256} 2 3`);
    return Buffer.from(`${header}${rows.join("\n")}\n`);
  }
  const data = Buffer.alloc(19 * count);
  for (let i = 0; i < count; i++) {
    data.writeDoubleLE(i / 100, 19 * i);
    data.writeFloatLE(0.5, 19 * i + 8);
    data.writeFloatLE(1, 19 * i + 12);
    data.set([i % 256, 2, 3], 19 * i + 16);
  }
  return Buffer.concat([Buffer.from(header), data]);
}

it.each(["ascii", "binary_little_endian"] as const)(
  "of a large %s cloud every n-th point is taken, and none that is anonymised",
  (format) =>
    withScan(async ({ root }) => {
      const path = join(root, "cloud.ply");
      await writeFile(path, laserCloud(1000, format));
      const { positions, colors } = await readPlyPoints(path, 400, new Set([3, 4]));
      // 1000 points in steps of 3 are 334; number 3 of them is anonymised.
      expect(positions.length / 3).toBe(333);
      const numbers = Array.from({ length: 333 }, (_, i) => Math.round(100 * positions[3 * i]!));
      expect(numbers.slice(0, 4)).toEqual([0, 6, 9, 12]);
      expect(numbers.at(-1)).toBe(999);
      expect([...colors.subarray(3, 6)]).toEqual([6, 2, 3]);
      expect(positions[4]).toBe(0.5);
    }),
);

it("a header that promises more than the file holds is refused", () =>
  withScan(async ({ root }) => {
    const path = join(root, "cloud.ply");
    await writeFile(path, laserCloud(1000, "binary_little_endian").subarray(0, 5000));
    await expect(readPlyPoints(path, 400, new Set())).rejects.toThrow("promises 1000");
  }));

it("the laser cloud of a scan is shown instead of its mesh, without what its list names", () =>
  withScan((scan) =>
    inRollback(async (ctx) => {
      await scan.write("scans/pc_aligned.ply", laserCloud(300, "binary_little_endian"));
      await scan.write("scans/pc_aligned_mask.txt", "0 1 2\n299");
      const { scenes } = await importRoot(ctx, { root: scan.root });
      expect(scenes[0]!.report.refused).toEqual([]);
      const { pointsHash } = await ctx.db.scene.findFirstOrThrow();
      const points = await readStoredCloud(pointsHash!);
      const numbers = points.map(({ place }) => Math.round(100 * place[0]));
      expect(numbers.toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: 296 }, (_, i) => i + 3),
      );
    }),
  ));

it.each([
  ["an unreadable list of anonymised points", "scans/pc_aligned_mask.txt", "one two"],
  ["a damaged cloud", "scans/pc_aligned.ply", "ply\nformat binary_little_endian 1.0\n"],
])("with %s the mesh is shown, and the report says so", (_name, file, content) =>
  withScan((scan) =>
    inRollback(async (ctx) => {
      await scan.write("scans/pc_aligned.ply", laserCloud(300, "binary_little_endian"));
      await scan.write(file, content);
      const { scenes } = await importRoot(ctx, { root: scan.root });
      expect(scenes[0]!.report.refused).toEqual([
        { file: "scans/pc_aligned.ply", reason: expect.stringContaining("mesh is shown instead") },
      ]);
      const { pointsHash } = await ctx.db.scene.findFirstOrThrow();
      expect((await readStoredCloud(pointsHash!)).length).toBeGreaterThan(90_000);
    }),
  ),
);
