/** What the log's actions are in words, to stand between who did it and to what. */
const words: Readonly<Record<string, string>> = {
  "account.sign-in": "signed in",
  "account.change-password": "changed their password",
  "account.end-session": "ended a session of theirs",
  "comment.add": "commented on",
  "comment.resolve": "resolved a comment on",
  "comment.reopen": "reopened a comment on",
  "draft.create": "started the draft",
  "draft.update": "changed the draft",
  "draft.delete": "deleted the draft",
  "export.start": "had a download made ready of the release",
  "export.cancel": "cancelled a download of the release",
  "export.remove": "removed a download of the release",
  "gate.look": "looked at what the gate said about",
  "guidelines.save": "changed the guidelines",
  "member.create-owner": "set the studio up as its owner",
  "member.invite": "made an invitation",
  "member.uninvite": "took an invitation back",
  "member.join": "made an account",
  "member.change-role": "changed the role of",
  "member.deactivate": "shut off the account of",
  "member.reactivate": "let in again",
  "member.reset-password": "reset the password of",
  "preferences.save": "changed their keys",
  "queue.arrange": "arranged the queue",
  "redetection.forget": "forgot the re-detections of",
  "release.deprecate": "deprecated the release",
  "release.erratum": "recorded an erratum of the release",
  "release.erratum-withdraw": "withdrew an erratum of the release",
  "release.freeze": "froze the release",
  "release.import": "imported the release",
  "release.undeprecate": "lifted the deprecation of the release",
  "run.start": "started the run",
  "run.preflight": "started the preflight",
  "run.redetect": "started the re-detection",
  "run.pause": "paused the run",
  "run.resume": "resumed the run",
  "run.cancel": "cancelled the run",
  "sample.accept": "accepted",
  "sample.reject": "rejected",
  "sample.skip": "skipped",
  "scene.import": "imported the scene",
  "scene.update": "imported the changed scene",
  "token.make": "made the API token",
  "token.revoke": "revoked the API token",
  "verdict.undo": "took back their verdict on",
  "waiver.create": "waived a finding of",
  "waiver.revoke": "took a waiver back of",
};

/** Actions that say it all: they are about who did them, or about nothing with a name. */
const complete = new Set([
  "account.sign-in",
  "account.change-password",
  "account.end-session",
  "guidelines.save",
  "member.create-owner",
  "member.invite",
  "member.uninvite",
  "member.join",
  "preferences.save",
  "queue.arrange",
]);

/** An action in words: those above, else the noun and the verb that it is made of. */
export function actionWords(action: string): string {
  const known = words[action];
  if (known) return known;
  const [noun = "", verb = ""] = action.split(".");
  return `${verb.replaceAll("-", " ")} (${noun.replaceAll("-", " ")})`;
}

type Line = {
  readonly action: string;
  readonly subjectId: string;
  readonly subjectName: string | null;
  readonly before: unknown;
  readonly after: unknown;
};

/** What a line of the log is about: the name it has now, the name it had then, else its id; null where the action says it all. */
export function subjectText({
  action,
  subjectId,
  subjectName,
  before,
  after,
}: Line): string | null {
  if (complete.has(action)) return null;
  return nameIn(after) ?? nameIn(before) ?? subjectName ?? subjectId;
}

/** Where the subject can be looked at; null where it has no page. */
export function subjectHref({ action, subjectId, before, after }: Line): string | null {
  const [noun] = action.split(".");
  if (noun === "sample" || noun === "verdict" || noun === "gate" || noun === "redetection")
    return `/samples/${encodeURIComponent(subjectId)}`;
  if (noun === "draft" && action !== "draft.delete")
    return `/releases/drafts/${encodeURIComponent(subjectId)}`;
  if (noun === "scene") return `/scenes/${encodeURIComponent(subjectId)}`;
  const isOfRelease = action === "release.freeze" || noun === "export";
  const release = isOfRelease ? (nameIn(after) ?? nameIn(before)) : null;
  return release === null ? null : `/releases/${encodeURIComponent(release)}`;
}

function nameIn(value: unknown): string | null {
  if (typeof value !== "object" || value === null || !("name" in value)) return null;
  return typeof value.name === "string" ? value.name : null;
}
