"use client";

import type { ReactNode } from "react";
import { createContext, useContext } from "react";
import type { Permission } from "#core/account/permission.ts";
import { ruleOf } from "#core/account/permission.ts";

const Held = createContext<readonly Permission[]>([]);

/**
 * Tells everything under it what the reader may do, so that nobody is offered what the server would refuse. It
 * protects nothing: the server decides by its own.
 */
export function MayProvider({
  held,
  children,
}: {
  held: readonly Permission[];
  children: ReactNode;
}) {
  return <Held value={held}>{children}</Held>;
}

/** Whether the reader may do something. Whether to this object, the server says. */
export function useMay(permission: Permission): boolean {
  return useContext(Held).includes(permission);
}

/** Shown only to those who may; to others what stands in its place, by default nothing. */
export function May({
  do: permission,
  otherwise = null,
  children,
}: {
  do: Permission;
  otherwise?: ReactNode;
  children: ReactNode;
}) {
  return useMay(permission) ? children : otherwise;
}

/** Why the reader may not, as a line; nothing for those who may. */
export function WhoMay({ do: permission }: { do: Permission }) {
  if (useMay(permission)) return null;
  return <p className="text-xs text-soft">{whoMayText(permission)}</p>;
}

const inWords = new Intl.ListFormat("en", { type: "conjunction" });

/** Who may do something, as a sentence: "The roles researcher and owner may start the pipeline." */
export function whoMayText(permission: Permission): string {
  const { roles, allows } = ruleOf(permission);
  const names = roles.map((role) => role.replace("-", " "));
  return `The ${names.length > 1 ? "roles" : "role"} ${inWords.format(names)} may ${allows}.`;
}
