import type { RuleName, Violation } from "#core/release/violation.ts";

/** A rule that samples or photos go against without being refused for it. */
export type WarningCount = {
  readonly rule: RuleName;
  readonly count: number;
  readonly example: string;
};

/** Counts violations as they come: one line a rule, in the order of first appearance. */
export class WarningCounter {
  readonly #counts = new Map<RuleName, WarningCount>();

  add(violations: readonly Violation[]): void {
    for (const { rule, message } of violations) {
      const { count, example } = this.#counts.get(rule) ?? { count: 0, example: message };
      this.#counts.set(rule, { rule, count: count + 1, example });
    }
  }

  counts(): WarningCount[] {
    return [...this.#counts.values()];
  }
}
