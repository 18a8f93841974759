import { AppError } from "#server/errors.ts";

let controller: AbortController | undefined;

/**
 * Aborted by the first Ctrl-C or SIGTERM, so that what was started is ended in order; a second one ends the
 * process at once.
 */
export function stopSignal(): AbortSignal {
  if (controller) return controller.signal;
  const created = new AbortController();
  controller = created;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () =>
      created.abort(new AppError("PRECONDITION", "stopped before it was done")),
    );
  }
  return created.signal;
}
