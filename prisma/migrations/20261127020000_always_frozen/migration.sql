-- The rules that keep what is frozen hold in every session. A trigger is otherwise skipped by one that says it
-- only replays what another server did (session_replication_role), which the owner of a cluster may say.
ALTER TABLE "Release" ENABLE ALWAYS TRIGGER "Release_frozen";
ALTER TABLE "Release" ENABLE ALWAYS TRIGGER "Release_keep";
ALTER TABLE "Release" ENABLE ALWAYS TRIGGER "Release_whole";
ALTER TABLE "ReleaseItem" ENABLE ALWAYS TRIGGER "ReleaseItem_frozen";
ALTER TABLE "ReleaseItem" ENABLE ALWAYS TRIGGER "ReleaseItem_keep";
ALTER TABLE "ReleaseItem" ENABLE ALWAYS TRIGGER "ReleaseItem_late";
ALTER TABLE "Revision" ENABLE ALWAYS TRIGGER "Revision_released";
