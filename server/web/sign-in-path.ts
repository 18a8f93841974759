/** Where to sign in, with the page to come back to. */
export function signInPath(from: string | null): string {
  const back = ownPath(from);
  return back === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(back)}`;
}

/** The path when it leads to a page of this site, else the start page: a link must not send people elsewhere. */
export function ownPath(path: string | null | undefined): string {
  if (!path || !/^\/(?![/\\])/.test(path) || /[\\\p{Cc}]/u.test(path)) return "/";
  return path;
}
