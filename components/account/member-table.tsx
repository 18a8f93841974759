"use client";

import { Role, roleName } from "#core/account/role.ts";
import type { Member } from "#server/account/find-members.ts";
import type { ActionResult } from "#server/web/action.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Select } from "#components/ui/select.tsx";
import { useAction } from "#components/ui/use-action.ts";

const roles = Role.options.map((value) => ({ value, label: roleName[value] }));

/** Everybody with an account. Roles can be changed, and accounts shut off, where the actions are given. */
export function MemberTable({
  members,
  me,
  changeRole,
  setActive,
}: {
  members: readonly Member[];
  /** Id of who looks. */
  me: string;
  changeRole?: (request: { memberId: string; role: Role }) => Promise<ActionResult<null>>;
  setActive?: (request: { memberId: string; active: boolean }) => Promise<ActionResult<null>>;
}) {
  const { pending, perform } = useAction();
  const cell = "px-4 py-2";
  return (
    <table className="w-full text-xs">
      <thead>
        <tr className="border-b border-line text-left text-soft [&>th]:font-medium">
          <th className={cell}>Name</th>
          <th className={cell}>Role</th>
          <th className={cell}>Joined</th>
          <th className={cell}>Signed in</th>
          {setActive && (
            <th className={cell}>
              <span className="sr-only">Account</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {members.map(({ id, name, email, role, joinedAt, signedInAt, deactivatedAt }) => (
          <tr key={id}>
            <td className={cell}>
              <span className="text-sm font-semibold">{name}</span>{" "}
              {id === me && <Badge>you</Badge>}{" "}
              {deactivatedAt && <Badge tone="warn">shut off</Badge>}
              <div className="text-soft">{email}</div>
            </td>
            <td className={cell}>
              {changeRole && !deactivatedAt ? (
                <Select
                  label={`Role of ${name}`}
                  choices={roles}
                  value={role}
                  disabled={pending}
                  onChange={(chosen) =>
                    chosen !== role &&
                    perform(() => changeRole({ memberId: id, role: chosen }), {
                      title: "Role changed",
                      description: `${name} is ${roleName[chosen].toLowerCase()} now.`,
                    })
                  }
                  className="w-36"
                />
              ) : (
                roleName[role]
              )}
            </td>
            <td className={cell}>
              <RelativeTime at={joinedAt} />
            </td>
            <td className={cell}>{signedInAt ? <RelativeTime at={signedInAt} /> : "not now"}</td>
            {setActive && (
              <td className={`${cell} text-right`}>
                {id !== me && (
                  <Button
                    size="sm"
                    look={deactivatedAt ? "plain" : "danger"}
                    disabled={pending}
                    onClick={() =>
                      perform(() => setActive({ memberId: id, active: deactivatedAt !== null }))
                    }
                  >
                    {deactivatedAt ? "Let in again" : "Shut off"}
                    <span className="sr-only"> {name}</span>
                  </Button>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
