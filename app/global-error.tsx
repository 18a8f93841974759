"use client";

import "./globals.css";

/** The last resort, when the frame of the page itself fails: it must not depend on anything else. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body className="flex h-dvh flex-col items-center justify-center gap-4">
        <h1 className="text-base font-semibold">The studio could not be shown</h1>
        <p className="text-soft">Most often the database is not running. Start it and try again.</p>
        <button
          type="button"
          onClick={reset}
          className="h-8 rounded-md border border-line bg-surface px-3 font-medium"
        >
          Try again
        </button>
      </body>
    </html>
  );
}
