import { headers } from "next/headers";
import { cache } from "react";
import type { Viewer } from "../account/caller.ts";
import { findViewer } from "../account/caller.ts";
import { database } from "../db.ts";

/** Who looks at the page that is being made, asked for once; null when they have to sign in first. */
export const currentViewer: () => Promise<Viewer | null> = cache(async () =>
  findViewer(database(), await headers()),
);
