-- A changed scan makes what was made of it out of date, but not forgotten: the options of the last selection stay known.
ALTER TABLE "StageResult" ADD COLUMN "stale" BOOLEAN NOT NULL DEFAULT false;
