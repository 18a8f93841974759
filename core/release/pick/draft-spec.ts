import * as z from "zod";
import { OperationKind } from "#core/operation/operation.ts";
import { PreflightOptions } from "../preflight/preflight-options.ts";
import { ReleaseSource } from "../release-name.ts";

const Count = z.number().int().min(1).max(1_000_000);
const SampleIds = z.array(z.string().min(1).max(200)).max(100_000);

/** Which samples a draft may choose from. An empty list and a date that is null stand against nothing. */
export const DraftQuery = z.strictObject({
  source: ReleaseSource.default("accepted"),
  operations: z.array(OperationKind).default([]),
  scenes: z.array(z.string().min(1).max(200)).default([]),
  labels: z.array(z.string().min(1).max(80)).default([]),
  /** Who accepted, by the names that a release calls them: `reviewer-<12 hex>`. */
  reviewers: z.array(z.string().min(1).max(80)).default([]),
  /** First and last day on which a person accepted, UTC, both included. */
  acceptedFrom: z.iso.date().nullable().default(null),
  acceptedUntil: z.iso.date().nullable().default(null),
});
export type DraftQuery = z.output<typeof DraftQuery>;

/** How the samples divide among the operations. */
export const OperationQuota = z.discriminatedUnion("kind", [
  /** As they come. */
  z.strictObject({ kind: z.literal("any") }),
  /** As many of each that the query names; of each that there is when it names none. */
  z.strictObject({ kind: z.literal("balanced") }),
  /** Parts of the total, of any sum: 2 and 1 are two thirds and one third. An operation without a share is left out. */
  z.strictObject({
    kind: z.literal("shares"),
    shares: z.partialRecord(OperationKind, z.number().min(0).max(1_000_000)),
  }),
  /** So many of each. An operation without a count is left out. */
  z.strictObject({
    kind: z.literal("counts"),
    counts: z.partialRecord(OperationKind, z.number().int().min(0).max(1_000_000)),
  }),
]);
export type OperationQuota = z.output<typeof OperationQuota>;

/** How many samples are wanted, and of what at most. Null: no such limit. */
export const DraftQuotas = z
  .strictObject({
    total: Count.nullable().default(null),
    operations: OperationQuota.default({ kind: "any" }),
    sceneMax: Count.nullable().default(null),
    photoMax: Count.nullable().default(null),
    /** Over all photos that show the object. */
    objectMax: Count.nullable().default(null),
    /** Of every scene that has so many; goes before all that is not a limit. */
    sceneMin: Count.nullable().default(null),
  })
  .refine(({ total, operations: { kind } }) => total !== null || isFreeOfTotal(kind), {
    error: "shares of the operations are parts of a total, so state one",
    path: ["total"],
  })
  .refine(({ operations }) => operations.kind !== "shares" || hasPart(operations.shares), {
    error: "give at least one operation a share above 0",
    path: ["operations", "shares"],
  })
  .refine(({ sceneMin, sceneMax }) => (sceneMin ?? 0) <= (sceneMax ?? Infinity), {
    error: "a scene cannot have to give more than quotas.sceneMax allows",
    path: ["sceneMin"],
  });
export type DraftQuotas = z.output<typeof DraftQuotas>;

/** The parts of a split, in the order in which they are filled. */
export const SplitName = z.enum(["train", "val", "test"]);
export type SplitName = z.infer<typeof SplitName>;

/** How large a part of the samples each split is to hold; parts of any sum. */
export const SplitShares = z
  .record(SplitName, z.number().min(0).max(1_000_000))
  .refine(hasPart, { error: "give at least one of train, val and test a share above 0" });
export type SplitShares = z.output<typeof SplitShares>;

/** What goes into a release, as data: the same candidates and the same spec give the same samples. */
export const DraftSpec = z
  .strictObject({
    query: DraftQuery.prefault({}),
    quotas: DraftQuotas.prefault({}),
    /** Of the draws; another seed gives another choice of the same make-up. */
    seed: z
      .number()
      .int()
      .min(0)
      .max(2 ** 31 - 1)
      .default(1),
    /** Always in, whatever query and quotas say. */
    pinned: SampleIds.default([]),
    /** Never in. */
    excluded: SampleIds.default([]),
    split: SplitShares.nullable().default(null),
    /** Left out: the defaults. Not written in by them, so that a manifest with an older draft keeps its bytes. */
    preflight: PreflightOptions.optional(),
  })
  .superRefine(({ pinned, excluded }, check) => {
    const out = new Set(excluded);
    for (const id of pinned.filter((one) => out.has(one)))
      check.addIssue({
        code: "custom",
        path: ["pinned"],
        message: `${id} is excluded too; take it off one of the two lists`,
      });
  });
export type DraftSpec = z.output<typeof DraftSpec>;

function isFreeOfTotal(kind: OperationQuota["kind"]): boolean {
  return kind === "any" || kind === "counts";
}

function hasPart(shares: Partial<Record<string, number>>): boolean {
  return Object.values(shares).some((share) => (share ?? 0) > 0);
}
