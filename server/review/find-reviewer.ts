import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";

/** The id of the person with this name or id. */
export async function findReviewer(ctx: Context, name: string): Promise<string> {
  const people = await ctx.db.actor.findMany({
    where: { kind: "person", OR: [{ id: name }, { name }] },
    select: { id: true },
  });
  const [person, another] = people;
  if (!person) throw new AppError("NOT_FOUND", `no person "${name}" has worked in this studio`);
  if (another) {
    const ids = people.map(({ id }) => id).join(", ");
    throw new AppError("INVALID", `several people are called "${name}": say which by id: ${ids}`);
  }
  return person.id;
}
