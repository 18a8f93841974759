-- A data set that was made elsewhere is a release without items: nothing here stands behind its samples.
ALTER TABLE "Release" DROP CONSTRAINT "Release_source_check";
ALTER TABLE "Release" ADD CONSTRAINT "Release_source_check"
  CHECK ("source" IN ('accepted', 'gated', 'imported'));

CREATE OR REPLACE FUNCTION "requireWholeRelease"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  items bigint;
  due bigint;
BEGIN
  SELECT count(*) INTO items FROM "ReleaseItem" WHERE "releaseId" = NEW."id";
  due := CASE NEW."source" WHEN 'imported' THEN 0 ELSE NEW."sampleCount" END;
  IF items <> due THEN
    RAISE EXCEPTION 'release "%" has % of its % items', NEW."name", items, due
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION "refuseLateItem"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM "Release" r
    WHERE r."id" IN (SELECT "releaseId" FROM added)
      AND (SELECT count(*) FROM "ReleaseItem" i WHERE i."releaseId" = r."id") >
        CASE r."source" WHEN 'imported' THEN 0 ELSE r."sampleCount" END
  ) THEN
    RAISE EXCEPTION 'INSERT into "ReleaseItem" refused: a release is frozen'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
