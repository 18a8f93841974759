import type { ObjectFacts } from "#core/scene/scene-facts.ts";

/** Objects as a phrase for messages: "the floor", "the chair and the crate". Null stands for the floor; one name is said once. */
export function nameObjects(objects: readonly (ObjectFacts | null)[]): string {
  const names = [...new Set(objects.map((one) => `the ${one?.object.label ?? "floor"}`))];
  const last = names.pop() ?? "nothing";
  return names.length === 0 ? last : `${names.join(", ")} and ${last}`;
}
