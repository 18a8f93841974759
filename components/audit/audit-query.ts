/** The filters of the audit log as they stand in its address. */
export type AuditQuery = {
  readonly actor?: string;
  readonly action?: string;
  readonly subject?: string;
};

const names = ["actor", "action", "subject"] as const;

/** The query part of an address, empty when nothing is set. */
export function auditQuery(query: AuditQuery, before?: string): string {
  const params = new URLSearchParams();
  for (const name of names) if (query[name]) params.set(name, query[name]);
  if (before) params.set("before", before);
  return params.size > 0 ? `?${params}` : "";
}
