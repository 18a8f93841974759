import type { DraftDetail } from "#server/draft/get-draft.ts";

/** A number that was wanted and not reached, or a pin that stands against a quota. */
export type Unfilled = {
  readonly name: string;
  readonly picked: number | null;
  readonly wanted: number | null;
  readonly why: string;
};

/** All that a draft asks for and does not get, the large things first. */
export function unfilledOf({
  pick,
  pinsMissing,
}: Pick<DraftDetail, "pick" | "pinsMissing">): Unfilled[] {
  const { all, operations, scenes, pinsOverQuota } = pick;
  const counts = [
    { name: "all", ...all },
    ...operations.map((one) => ({ name: one.operation, ...one })),
    ...scenes.map((one) => ({ name: one.sceneId, ...one })),
  ].flatMap(({ name, picked, wanted, why }) =>
    why === null ? [] : [{ name, picked, wanted, why: withoutCount(why) }],
  );
  const pins = [...pinsMissing, ...pinsOverQuota].map(({ id, why }) => ({
    name: `pin ${id}`,
    picked: null,
    wanted: null,
    why,
  }));
  return [...counts, ...pins];
}

/** "rotate: 3 of 5: there are no more" as "there are no more": name and numbers have columns of their own. */
function withoutCount(why: string): string {
  return why.replace(/^\S+: \d+ of (?:at least )?\d+: /, "");
}
