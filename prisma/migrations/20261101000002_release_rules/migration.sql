-- What is frozen stays as it is: releases, their items and the revisions they name, whoever asks.
-- (Emptying the table of revisions empties that of items with it, so it is refused too.)
CREATE FUNCTION "refuseFrozenChange"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on "%" refused: a release is frozen', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER "Release_frozen" BEFORE UPDATE OR DELETE ON "Release"
  FOR EACH ROW EXECUTE FUNCTION "refuseFrozenChange"();
CREATE TRIGGER "Release_keep" BEFORE TRUNCATE ON "Release"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuseFrozenChange"();
CREATE TRIGGER "ReleaseItem_frozen" BEFORE UPDATE OR DELETE ON "ReleaseItem"
  FOR EACH ROW EXECUTE FUNCTION "refuseFrozenChange"();
CREATE TRIGGER "ReleaseItem_keep" BEFORE TRUNCATE ON "ReleaseItem"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuseFrozenChange"();

CREATE INDEX "ReleaseItem_revisionId_idx" ON "ReleaseItem"("revisionId");

CREATE FUNCTION "refuseReleasedRevisionChange"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "ReleaseItem" WHERE "revisionId" = OLD."id") THEN
    RAISE EXCEPTION '% of revision % refused: a release holds it', TG_OP, OLD."id"
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;

CREATE TRIGGER "Revision_released" BEFORE UPDATE OR DELETE ON "Revision"
  FOR EACH ROW EXECUTE FUNCTION "refuseReleasedRevisionChange"();

-- A release has all its items when it is committed, and none is added later.
CREATE FUNCTION "requireWholeRelease"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  items bigint;
BEGIN
  SELECT count(*) INTO items FROM "ReleaseItem" WHERE "releaseId" = NEW."id";
  IF items <> NEW."sampleCount" THEN
    RAISE EXCEPTION 'release "%" has % of its % items', NEW."name", items, NEW."sampleCount"
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER "Release_whole" AFTER INSERT ON "Release"
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION "requireWholeRelease"();

CREATE FUNCTION "refuseLateItem"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM "Release" r
    WHERE r."id" IN (SELECT "releaseId" FROM added)
      AND (SELECT count(*) FROM "ReleaseItem" i WHERE i."releaseId" = r."id") > r."sampleCount"
  ) THEN
    RAISE EXCEPTION 'INSERT into "ReleaseItem" refused: a release is frozen'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER "ReleaseItem_late" AFTER INSERT ON "ReleaseItem"
  REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "refuseLateItem"();
