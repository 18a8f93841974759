import { wordDifference } from "#core/text/word-difference.ts";

/** How one text became another: what was struck out and what was put in, word by word. */
export function MarkedWords({ from, to }: { from: string; to: string }) {
  return wordDifference(from, to).map(({ kind, text }, index) => (
    <span key={index}>
      {kind === "same" && text}
      {kind === "removed" && <Removed>{text}</Removed>}
      {kind === "added" && <Added>{text}</Added>}{" "}
    </span>
  ));
}

/** What is no longer said. */
export function Removed({ children }: { children: string }) {
  return (
    <del className="rounded-sm bg-bad-wash px-0.5 text-bad">
      <span className="sr-only">was: </span>
      {children}
    </del>
  );
}

/** What is said now. */
export function Added({ children }: { children: string }) {
  return (
    <ins className="rounded-sm bg-good-wash px-0.5 font-medium text-good underline underline-offset-2">
      <span className="sr-only">is: </span>
      {children}
    </ins>
  );
}
