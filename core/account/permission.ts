import * as z from "zod";
import { Role } from "./role.ts";
import type { TokenScope } from "./token-scope.ts";

/** Who may do one thing, and which kind of API token reaches it. */
type Rule = {
  /** What it allows, as it stands in docs/accounts.md. */
  readonly allows: string;
  readonly roles: readonly Role[];
  /** The scope that an API token needs; null where no token will do. */
  readonly scope: TokenScope | null;
};

const everybody = Role.options;
const reviewers = ["annotator", "lead", "researcher", "owner"] as const;

/**
 * THE catalogue: everything that can be asked of the server, and who may. Server actions and routes name an entry
 * when they call a verb; what names none does not compile. Whether it may be done to *this* object (one's own draft,
 * lease, verdict, token) is decided in the verb.
 */
const catalogue = {
  "studio.read": {
    allows: "see scenes, photos, samples, runs and releases",
    roles: everybody,
    scope: "read",
  },
  "gate.read": {
    allows: "see how good a gate is",
    roles: ["lead", "researcher", "release-manager", "owner"],
    scope: "read",
  },
  "gate.look": {
    allows: "look at what a gate said about a sample before judging it",
    roles: ["lead", "researcher", "owner"],
    scope: null,
  },
  "review.lease": { allows: "take a sample to review", roles: reviewers, scope: "review" },
  "review.judge": { allows: "accept, fix, reject or skip it", roles: reviewers, scope: "review" },
  "review.undo": { allows: "take back their own verdict", roles: reviewers, scope: "review" },
  "comment.write": {
    allows: "comment on a sample, resolve and reopen comments",
    roles: ["annotator", "lead", "researcher", "release-manager", "owner"],
    scope: null,
  },
  "guideline.write": {
    allows: "change the guidelines",
    roles: ["lead", "owner"],
    scope: null,
  },
  "run.start": { allows: "start the pipeline", roles: ["researcher", "owner"], scope: null },
  "run.pause": { allows: "pause a run", roles: ["lead", "researcher", "owner"], scope: null },
  "run.resume": { allows: "let a run go on", roles: ["researcher", "owner"], scope: null },
  "run.cancel": { allows: "cancel a run", roles: ["researcher", "owner"], scope: null },
  "draft.write": {
    allows: "start a draft of a release; change and delete their own",
    roles: ["researcher", "release-manager", "owner"],
    scope: null,
  },
  "draft.write-any": {
    allows: "change and delete the drafts of others",
    roles: ["release-manager", "owner"],
    scope: null,
  },
  "release.freeze": {
    allows: "freeze a release",
    roles: ["release-manager", "owner"],
    scope: null,
  },
  "preflight.start": {
    allows: "check what a draft or a source would release",
    roles: ["researcher", "release-manager", "owner"],
    scope: null,
  },
  "preflight.waive": {
    allows: "waive what a preflight found, and take a waiver back",
    roles: ["release-manager", "owner"],
    scope: null,
  },
  "release.annotate": {
    allows: "record errata of a release, deprecate it",
    roles: ["release-manager", "owner"],
    scope: null,
  },
  "release.check": {
    allows: "check a stored release again",
    roles: ["lead", "researcher", "release-manager", "owner"],
    scope: null,
  },
  "release.export": {
    allows: "download a release",
    roles: ["lead", "researcher", "release-manager", "owner"],
    scope: "release",
  },
  "release.prepare": {
    allows: "have downloads of a release made ready, cancel that, remove them",
    roles: ["release-manager", "owner"],
    scope: null,
  },
  "preference.write": {
    allows: "give commands their own keys",
    roles: everybody,
    scope: null,
  },
  "account.manage": {
    allows: "change their own password, end their sessions, make and revoke their own API tokens",
    roles: everybody,
    scope: null,
  },
  "member.read": { allows: "see who is here", roles: ["lead", "owner"], scope: null },
  "member.invite": {
    allows: "invite annotators, and take invitations back",
    roles: ["lead", "owner"],
    scope: null,
  },
  "member.manage": {
    allows: "invite people in any role, change roles, shut accounts off and let them in again",
    roles: ["owner"],
    scope: null,
  },
  "audit.read": { allows: "read the audit log", roles: ["lead", "owner"], scope: null },
} as const satisfies Record<string, Rule>;

export type Permission = keyof typeof catalogue;
export const Permission = z.enum(Object.keys(catalogue) as [Permission, ...Permission[]]);

/** The rule of a permission. */
export function ruleOf(permission: Permission): Rule {
  return catalogue[permission];
}

/** All that a role may do; with scopes, what an API token of somebody in that role may do. */
export function permissionsOf(role: Role, scopes?: readonly TokenScope[]): ReadonlySet<Permission> {
  const allowed = Permission.options.filter((permission) => {
    const { roles, scope } = ruleOf(permission);
    return roles.includes(role) && (!scopes || (scope !== null && scopes.includes(scope)));
  });
  return new Set(allowed);
}
