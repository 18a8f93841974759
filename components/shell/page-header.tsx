import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

/** Where one is, what it is called, and what can be done with it. */
export function PageHeader({
  trail = [],
  title,
  aside,
  children,
}: {
  trail?: readonly { href: string; label: string }[];
  title: ReactNode;
  aside?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="mb-5">
      {trail.length > 0 && (
        <nav aria-label="Breadcrumb" className="mb-1 flex items-center gap-1 text-xs text-soft">
          {trail.map(({ href, label }) => (
            <span key={href} className="flex items-center gap-1">
              <Link href={href} className="rounded-sm hover:text-ink hover:underline">
                {label}
              </Link>
              <ChevronRight className="size-3" aria-hidden />
            </span>
          ))}
        </nav>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-6">
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        {aside && <div className="flex items-center gap-2">{aside}</div>}
      </div>
      {children && <div className="mt-1 text-soft">{children}</div>}
    </div>
  );
}
