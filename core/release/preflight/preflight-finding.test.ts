import { describe, expect, test } from "vitest";
import { CheckName, finding } from "#core/plausibility/finding.ts";
import { releaseRules, RuleName, violation } from "../violation.ts";
import { codeOfCheck, codeOfRule, PreflightCode } from "./preflight-code.ts";
import { findingOfCheck, findingOfViolation, mayBeWaived, reasonOf } from "./preflight-finding.ts";

describe("what may be waived", () => {
  test("is no rule that would make the evaluator stop or the sample unscorable", () => {
    for (const rule of RuleName.options) {
      const found = findingOfViolation("s", violation(rule, "f.json", null, "says why"));
      expect([rule, mayBeWaived(found)]).toEqual([rule, releaseRules[rule] === "warning"]);
    }
  });

  test("is every warning, and no full marks missed or wrong answer", () => {
    for (const code of PreflightCode.options)
      expect(mayBeWaived({ code, severity: "warning" })).toBe(true);
    for (const code of ["oracle", "box-matches-operation", "redetection"] as const)
      expect(mayBeWaived({ code, severity: "blocking" })).toBe(false);
    expect(mayBeWaived({ code: "not-for-release", severity: "blocking" })).toBe(false);
  });
});

describe("a code", () => {
  test("stands for every check and every rule", () => {
    const used = [...CheckName.options.map(codeOfCheck), ...Object.values(codeOfRule)];
    for (const code of used) expect(PreflightCode.options).toContain(code);
    expect(PreflightCode.options).not.toContain("duplicate");
  });

  test("blocks where the check is hard, and is silent where it passes", () => {
    const failed = finding("collision", { passed: false, message: "reaches into the table" });
    expect(findingOfCheck("s", failed)).toMatchObject({ code: "collision", severity: "blocking" });
    expect(findingOfCheck("s", { ...failed, severity: "soft" })?.severity).toBe("warning");
    expect(findingOfCheck("s", { ...failed, passed: true })).toBeNull();
    expect(reasonOf(findingOfCheck("s", failed)!)).toBe("collision: reaches into the table");
  });
});
