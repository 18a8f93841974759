"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "#components/ui/class-names.ts";

const places = [
  { href: "/", label: "Overview", under: ["/scenes"] },
  { href: "/review", label: "Review", under: ["/review"] },
  { href: "/samples", label: "Samples", under: ["/samples"] },
  { href: "/guidelines", label: "Guidelines", under: ["/guidelines"] },
  { href: "/gate", label: "Gate", under: ["/gate"] },
  { href: "/releases", label: "Releases", under: ["/releases"] },
];

/** The places of the studio, with the current one marked. */
export function MainNav() {
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className="flex h-full items-stretch gap-1">
      {places.map(({ href, label, under }) => {
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
