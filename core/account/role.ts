import * as z from "zod";

/** What somebody is in a studio with accounts. Everybody has one role; the owner's holds all others. */
export const Role = z.enum(["annotator", "lead", "researcher", "release-manager", "owner"]);
export type Role = z.infer<typeof Role>;

/** How a role is called on a page. */
export const roleName: Readonly<Record<Role, string>> = {
  annotator: "Annotator",
  lead: "Lead",
  researcher: "Researcher",
  "release-manager": "Release manager",
  owner: "Owner",
};
