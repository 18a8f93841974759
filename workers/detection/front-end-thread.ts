import { parentPort, workerData } from "node:worker_threads";
import sharp from "sharp";
import type { ErrorCode } from "#server/errors.ts";
import { AppError, messageOf } from "#server/errors.ts";
import type { OpenSession } from "#server/model/open-session.ts";
import type { FoundPrompts } from "./detector-2d.ts";
import type { GroundingDinoSettings } from "./grounding-dino.ts";
import { openGroundingDino } from "./grounding-dino.ts";
import type { Owlv2Settings } from "./owlv2.ts";
import { openOwlv2 } from "./owlv2.ts";

/** What a thread is started with: which 2D detector, and where its files are. */
export type FrontEndSettings = GroundingDinoSettings | Owlv2Settings;

/** A 2D detector that is ready to run in this thread. Labels are normalised and told apart. */
export type OpenFrontEnd = Pick<OpenSession, "provider" | "refused"> & {
  detect(photo: Uint8Array, labels: readonly string[]): Promise<FoundPrompts>;
};

/** What the thread is asked, one photo at a time. */
export type FrontEndWork = { readonly photo: Uint8Array; readonly labels: readonly string[] };

/** What the thread says: that the model is open, and how a photo came out. */
export type FrontEndMessage =
  | ({ readonly kind: "opened" } & Pick<OpenSession, "provider" | "refused">)
  | { readonly kind: "found"; readonly found: FoundPrompts }
  | { readonly kind: "fault"; readonly code: ErrorCode; readonly message: string };

sharp.concurrency(1);
sharp.cache(false);

const settings = workerData as FrontEndSettings;
let opened: OpenFrontEnd | null = null;

parentPort!.on("message", (work: FrontEndWork) => void answer(work));

async function answer({ photo, labels }: FrontEndWork): Promise<void> {
  try {
    // A file that could not be used may have been put right since: only a model that opened is kept.
    opened ??= await openIt();
    say({ kind: "found", found: await opened.detect(photo, labels) });
  } catch (error) {
    const code = error instanceof AppError ? error.code : "INTERNAL";
    say({ kind: "fault", code, message: messageOf(error) });
  }
}

async function openIt(): Promise<OpenFrontEnd> {
  const model = await (settings.kind === "owlv2"
    ? openOwlv2(settings)
    : openGroundingDino(settings));
  const { provider, refused } = model;
  say({ kind: "opened", provider, refused });
  return model;
}

function say(message: FrontEndMessage): void {
  parentPort!.postMessage(message);
}
