-- How many samples are in which state, without counting them: each change adds rows here, and the sum is the
-- answer. Rows are only added, so nobody waits for anybody; `countSamples` folds them up now and then.
CREATE TABLE "SampleTally" (
    "id" BIGSERIAL NOT NULL,
    "state" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "SampleTally_pkey" PRIMARY KEY ("id")
);

CREATE FUNCTION "tallySamples"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_OP
    WHEN 'INSERT' THEN
      INSERT INTO "SampleTally" ("state", "count") SELECT "state", count(*) FROM added GROUP BY 1;
    WHEN 'DELETE' THEN
      INSERT INTO "SampleTally" ("state", "count") SELECT "state", -count(*) FROM removed GROUP BY 1;
    WHEN 'UPDATE' THEN
      INSERT INTO "SampleTally" ("state", "count")
      SELECT "state", sum(n) FROM (
        SELECT "state", 1 AS n FROM added UNION ALL SELECT "state", -1 FROM removed
      ) moved GROUP BY 1 HAVING sum(n) <> 0;
    WHEN 'TRUNCATE' THEN
      DELETE FROM "SampleTally";
  END CASE;
  RETURN NULL;
END
$$;

-- Nobody may change samples between this and the first count.
LOCK TABLE "Sample" IN SHARE ROW EXCLUSIVE MODE;

CREATE TRIGGER "Sample_tally_insert" AFTER INSERT ON "Sample"
  REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "tallySamples"();
CREATE TRIGGER "Sample_tally_delete" AFTER DELETE ON "Sample"
  REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION "tallySamples"();
CREATE TRIGGER "Sample_tally_update" AFTER UPDATE ON "Sample"
  REFERENCING OLD TABLE AS removed NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "tallySamples"();
CREATE TRIGGER "Sample_tally_truncate" AFTER TRUNCATE ON "Sample"
  FOR EACH STATEMENT EXECUTE FUNCTION "tallySamples"();

INSERT INTO "SampleTally" ("state", "count") SELECT "state", count(*) FROM "Sample" GROUP BY 1;
