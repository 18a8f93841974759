import * as z from "zod";

/** What an API token may be used for. It never reaches further than its owner's role. */
export const TokenScope = z.enum(["read", "review", "release"]);
export type TokenScope = z.infer<typeof TokenScope>;

/** What a scope is good for, as it stands beside its box. */
export const scopeText: Readonly<Record<TokenScope, string>> = {
  read: "Read scenes, samples and releases",
  review: "Take samples and judge them",
  release: "Download releases",
};
