import type { Db } from "../db.ts";

/** Somebody who is not signed in yet: all that is known of them is where they call from. */
export type Guest = {
  readonly db: Db;
  readonly headers: Headers;
  readonly address: string;
};
