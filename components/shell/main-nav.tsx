"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "#components/ui/class-names.ts";

const places = [
  { id: "overview", href: "/", label: "Overview", under: ["/scenes"] },
  { id: "review", href: "/review", label: "Review", under: ["/review"] },
  { id: "samples", href: "/samples", label: "Samples", under: ["/samples"] },
  { id: "guidelines", href: "/guidelines", label: "Guidelines", under: ["/guidelines"] },
  { id: "gate", href: "/gate", label: "Gate", under: ["/gate"] },
  { id: "releases", href: "/releases", label: "Releases", under: ["/releases"] },
] as const;

export type Place = (typeof places)[number]["id"];

/** The places of the studio that somebody may go to, with the current one marked. */
export function MainNav({ shown }: { shown: readonly Place[] }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className="flex h-full items-stretch gap-1">
      {places.flatMap(({ id, href, label, under }) => {
        if (!shown.includes(id)) return [];
        const current = pathname === href || under.some((start) => pathname.startsWith(start));
        return (
          <Link
            key={href}
            href={href}
            aria-current={current ? "page" : undefined}
            className={classNames(
              "relative flex items-center rounded-sm px-2.5 text-sm font-medium -outline-offset-2",
              current
                ? "text-ink after:absolute after:inset-x-2.5 after:-bottom-px after:h-0.5 after:bg-ink"
                : "text-soft hover:text-ink",
            )}
          >
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
