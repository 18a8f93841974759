import type { ReactNode } from "react";

/** What a place says when it has nothing to show: why, and what to do about it. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-3 px-6 py-12 text-center">
      <span className="flex size-10 items-center justify-center rounded-full bg-sunken text-soft [&_svg]:size-5">
        {icon}
      </span>
      <h2 className="text-base font-semibold">{title}</h2>
      {children && <div className="max-w-[34rem] text-soft">{children}</div>}
      {action && <div className="mt-1">{action}</div>}
    </div>
  );
}
