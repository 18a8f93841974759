import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import {
  AuditFilter,
  findAuditChoices,
  findAuditEntries,
} from "#server/audit/find-audit-entries.ts";
import { readPage } from "#server/web/read-page.ts";
import { AuditFilterBar } from "#components/audit/audit-filter.tsx";
import { AuditList } from "#components/audit/audit-list.tsx";
import { auditQuery } from "#components/audit/audit-query.ts";
import { PageBody } from "#components/shell/page-body.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { ButtonLink, buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const filter = AuditFilter.safeParse(await searchParams);
  const [page, choices] = await readPage(
    (ctx) =>
      Promise.all([
        filter.success ? findAuditEntries(ctx, filter.data) : { lines: [], next: null },
        findAuditChoices(ctx),
      ]),
    "audit.read",
  );
  const { before, ...query } = filter.data ?? {};
  return (
    <PageBody>
      <PageHeader title="Audit log">Everything that was written, by whom and when.</PageHeader>
      <div className="mb-4">
        <AuditFilterBar key={auditQuery(query)} query={query} {...choices} />
      </div>
      <Panel flush>
        {page.lines.length === 0 ? (
          <EmptyState
            icon={<ScrollText />}
            title="Nothing here"
            action={<ButtonLink href="/audit">Show all</ButtonLink>}
          >
            {filter.success
              ? "Nothing that was written fits these filters."
              : "The address asks for something that the log does not know."}
          </EmptyState>
        ) : (
          <AuditList lines={page.lines} />
        )}
      </Panel>
      <nav aria-label="Pages" className="mt-6 flex justify-center gap-2">
        {before && (
          <Link href={`/audit${auditQuery(query)}`} className={buttonClass({})}>
            Newest
          </Link>
        )}
        {page.next && (
          <Link href={`/audit${auditQuery(query, page.next)}`} className={buttonClass({})}>
            Older
          </Link>
        )}
      </nav>
    </PageBody>
  );
}
