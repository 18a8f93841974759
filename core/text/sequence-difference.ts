/** A part that two sequences share, or that only one of them has. */
export type Step = { readonly kind: "same" | "removed" | "added"; readonly part: string };

/**
 * How one sequence becomes another, part by part: the fewest parts removed and added (longest common
 * subsequence); of a replacement, what is removed comes first. What both begin and end with is set aside;
 * time and memory grow with the product of the lengths of the rest.
 */
export function sequenceDifference(before: readonly string[], after: readonly string[]): Step[] {
  const head = sharedLength(before, after);
  const tail = sharedLength(before.slice(head).toReversed(), after.slice(head).toReversed());
  const same = (parts: readonly string[]) => parts.map((part): Step => ({ kind: "same", part }));
  return [
    ...same(before.slice(0, head)),
    ...middleDifference(
      before.slice(head, before.length - tail),
      after.slice(head, after.length - tail),
    ),
    ...same(before.slice(before.length - tail)),
  ];
}

function sharedLength(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

function middleDifference(a: readonly string[], b: readonly string[]): Step[] {
  const common = commonLengths(a, b);
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  const steps: Step[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      steps.push({ kind: "same", part: left });
      i++;
      j++;
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      steps.push({ kind: "removed", part: left });
      i++;
    } else if (right !== undefined) {
      steps.push({ kind: "added", part: right });
      j++;
    }
  }
  return steps;
}

/** `[i][j]`: how many parts the longest common subsequence of `a` from i on and `b` from j on has. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i]![j] =
        a[i] === b[j]
          ? 1 + lengths[i + 1]![j + 1]!
          : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  return lengths;
}
