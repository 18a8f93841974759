-- In which order samples are handed out.
ALTER TABLE "Sample"
  ADD COLUMN "assigneeId" TEXT,
  ADD COLUMN "priority" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "returned" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "forLead" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "Sample" ADD CONSTRAINT "Sample_assigneeId_fkey" FOREIGN KEY ("assigneeId") REFERENCES "Actor"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE INDEX "Sample_queue_idx" ON "Sample"("state", "forLead", "assigneeId", "priority" DESC, "returned" DESC, "id");
