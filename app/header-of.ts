import type { Permission } from "#core/account/permission.ts";
import type { Viewer } from "#server/account/caller.ts";
import type { HeaderViewer } from "#components/account/account-menu.tsx";
import type { Place } from "#components/shell/main-nav.tsx";

const needed: Record<Place, Permission> = {
  overview: "studio.read",
  review: "review.lease",
  samples: "studio.read",
  guidelines: "studio.read",
  gate: "gate.read",
  releases: "studio.read",
};

/** What the header shows to somebody: where they may go, and what is theirs. */
export function headerOf(viewer: Viewer | null): {
  viewer: HeaderViewer | null;
  places: readonly Place[];
} {
  if (!viewer) return { viewer: null, places: [] };
  const { context, role, email } = viewer;
  const may = (permission: Permission) => context.permissions?.has(permission) ?? false;
  return {
    viewer: {
      name: context.actor.name,
      role,
      signedIn: email !== null,
      seesMembers: email !== null && may("member.read"),
      seesAudit: may("audit.read"),
    },
    places: (Object.keys(needed) as Place[]).filter((place) => may(needed[place])),
  };
}
