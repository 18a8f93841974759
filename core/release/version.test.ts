import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ReleaseSeries,
  ReleaseVersion,
  VersionStep,
  compareVersions,
  nextVersion,
  versionedName,
} from "./version.ts";

const number = fc.oneof(fc.nat(12), fc.bigInt({ min: 0n, max: 10n ** 20n })).map(String);
const word = fc.oneof(number, fc.stringMatching(/^[a-z][a-z0-9]{0,4}$/));
const version = fc
  .tuple(fc.tuple(number, number, number), fc.array(word, { maxLength: 3 }))
  .map(([core, preview]) => [core.join("."), ...(preview[0] ? [preview.join(".")] : [])].join("-"));

describe("a version", () => {
  it("comes in the order of the specification", () => {
    const inOrder = [
      "1.0.0-alpha",
      "1.0.0-alpha.1",
      "1.0.0-alpha.beta",
      "1.0.0-beta",
      "1.0.0-beta.2",
      "1.0.0-beta.11",
      "1.0.0-rc.1",
      "1.0.0",
      "1.0.9",
      "1.0.10",
      "1.2.0",
      "2.0.0",
    ];
    expect(inOrder.toReversed().toSorted(compareVersions)).toEqual(inOrder);
  });

  it("has one place in a total order", () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0);
        expect(compareVersions(a, b) === 0).toBe(a === b);
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it("is followed by a later one that is no preview", () => {
    fc.assert(
      fc.property(version, fc.constantFrom(...VersionStep.options), (from, step) => {
        const next = nextVersion(from, step);
        expect(ReleaseVersion.safeParse(from).success).toBe(true);
        expect(next).toMatch(/^\d+\.\d+\.\d+$/);
        expect(compareVersions(from, next)).toBeLessThan(0);
      }),
    );
    expect(VersionStep.options.map((step) => nextVersion("1.2.3", step))).toEqual([
      "1.2.4",
      "1.3.0",
      "2.0.0",
    ]);
    expect(VersionStep.options.map((step) => nextVersion("2.0.0-rc.1", step))).toEqual([
      "2.0.0",
      "2.0.0",
      "2.0.0",
    ]);
    expect(nextVersion("1.2.3-rc.1", "minor")).toBe("1.3.0");
  });

  it.each(["1", "1.0", "v1.0.0", "01.0.0", "1.0.0-", "1.0.0-RC.1", "1.0.0+build", "1.0.0-01"])(
    "is not %s",
    (text) => {
      expect(ReleaseVersion.safeParse(text).success).toBe(false);
    },
  );

  it("gives names of which none stands for two", () => {
    const series = fc.stringMatching(/^[a-z0-9]{1,4}(-[a-z0-9]{1,3}){0,2}$/);
    const short = version.filter((text) => text.length <= 20);
    fc.assert(
      fc.property(series, short, series, short, (a, one, b, other) => {
        expect(ReleaseSeries.safeParse(a).success).toBe(true);
        const isSame = versionedName(a, one) === versionedName(b, other);
        expect(isSame).toBe(a === b && one === other);
      }),
    );
    expect(ReleaseSeries.safeParse("gsi-1.0").success).toBe(false);
  });
});
