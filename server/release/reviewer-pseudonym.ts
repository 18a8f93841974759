import { pipelineActor } from "../context.ts";
import { hashOf } from "../storage.ts";

/**
 * The name under which somebody appears in a release: the same in all releases of one studio. The moment
 * they were first seen goes into it, which no release tells, so the name cannot be found by trying names.
 */
export function reviewerPseudonym(actor: { id: string; createdAt: Date }): string {
  if (actor.id === pipelineActor.id) return actor.id;
  return `reviewer-${hashOf(`${actor.id} ${actor.createdAt.toISOString()}`).slice(0, 12)}`;
}
