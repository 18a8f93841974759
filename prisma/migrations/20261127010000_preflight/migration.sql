-- Checks of what a draft picks, before it is frozen.
ALTER TABLE "Run" ADD COLUMN "draftId" TEXT;

-- CreateTable
CREATE TABLE "PreflightCheck" (
    "sampleId" TEXT NOT NULL,
    "acceptancesMin" INTEGER NOT NULL,
    "revisionId" TEXT,
    "inputsHash" TEXT NOT NULL,
    "findings" JSONB NOT NULL,
    "checkedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PreflightCheck_pkey" PRIMARY KEY ("sampleId","acceptancesMin")
);

-- CreateTable
CREATE TABLE "Waiver" (
    "id" TEXT NOT NULL,
    "draftId" TEXT NOT NULL,
    "sampleId" TEXT,
    "code" TEXT NOT NULL,
    "foundHash" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMP(3),
    "revokedBy" TEXT,

    CONSTRAINT "Waiver_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Waiver_draftId_createdAt_idx" ON "Waiver"("draftId", "createdAt");

-- The newest run of a draft is asked for whenever its preflight is looked at.
CREATE INDEX "Run_draftId_createdAt_idx" ON "Run"("draftId", "createdAt");

-- A finding is waived once until that is revoked. Prisma knows no partial index.
CREATE UNIQUE INDEX "Waiver_standing_key" ON "Waiver"("draftId", COALESCE("sampleId", ''), "code", "foundHash")
  WHERE "revokedAt" IS NULL;

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "ReleaseDraft"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PreflightCheck" ADD CONSTRAINT "PreflightCheck_sampleId_fkey" FOREIGN KEY ("sampleId") REFERENCES "Sample"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Waiver" ADD CONSTRAINT "Waiver_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "ReleaseDraft"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Waiver" ADD CONSTRAINT "Waiver_sampleId_fkey" FOREIGN KEY ("sampleId") REFERENCES "Sample"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Waiver" ADD CONSTRAINT "Waiver_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "Actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Waiver" ADD CONSTRAINT "Waiver_revokedBy_fkey" FOREIGN KEY ("revokedBy") REFERENCES "Actor"("id") ON DELETE SET NULL ON UPDATE CASCADE;
