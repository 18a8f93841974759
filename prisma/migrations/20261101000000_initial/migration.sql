-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Actor" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Actor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Scene" (
    "id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "rootPath" TEXT NOT NULL,
    "floorHeightMeters" DOUBLE PRECISION NOT NULL,
    "report" JSONB NOT NULL,
    "inputsHash" TEXT NOT NULL,
    "pointsHash" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "importedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Scene_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Frame" (
    "id" TEXT NOT NULL,
    "sceneId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "imagePath" TEXT NOT NULL,
    "depthPath" TEXT,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "intrinsics" JSONB NOT NULL,
    "cameraFromWorld" JSONB NOT NULL,
    "poseSource" TEXT NOT NULL,
    "selection" TEXT NOT NULL DEFAULT 'untried',
    "selectionDetail" JSONB,
    "sharpness" DOUBLE PRECISION,
    "objectCount" INTEGER,
    "imageHash" TEXT,

    CONSTRAINT "Frame_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SceneObject" (
    "id" TEXT NOT NULL,
    "sceneId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "rawLabel" TEXT NOT NULL,
    "box" JSONB NOT NULL,
    "pointsHash" TEXT,
    "pointCount" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "SceneObject_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FrameObject" (
    "id" TEXT NOT NULL,
    "frameId" TEXT NOT NULL,
    "backend" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "box" JSONB NOT NULL,
    "inImageFraction" DOUBLE PRECISION NOT NULL,
    "visibleFraction" DOUBLE PRECISION,
    "score" DOUBLE PRECISION NOT NULL,
    "provenanceHash" TEXT NOT NULL,

    CONSTRAINT "FrameObject_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Provenance" (
    "hash" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "codeVersion" TEXT NOT NULL,
    "model" TEXT,
    "modelHash" TEXT,
    "parameters" JSONB NOT NULL,
    "seed" INTEGER NOT NULL,
    "inputs" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Provenance_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "StageResult" (
    "stage" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "provenanceHash" TEXT NOT NULL,
    "finishedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StageResult_pkey" PRIMARY KEY ("stage","subjectId")
);

-- CreateTable
CREATE TABLE "Run" (
    "id" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    "parameters" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "Run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Task" (
    "id" TEXT NOT NULL,
    "runId" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "sceneId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "startedAt" TIMESTAMP(3),
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "Task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Sample" (
    "id" TEXT NOT NULL,
    "frameId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'proposed',
    "operationKind" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "currentRevisionId" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "leaseActorId" TEXT,
    "leaseExpiresAt" TIMESTAMP(3),
    "provenanceHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Sample_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Revision" (
    "id" TEXT NOT NULL,
    "sampleId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "actorId" TEXT NOT NULL,
    "edit" JSONB NOT NULL,
    "findings" JSONB NOT NULL,
    "beforeHash" TEXT,
    "afterHash" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GateVerdict" (
    "id" TEXT NOT NULL,
    "sampleId" TEXT NOT NULL,
    "revisionId" TEXT NOT NULL,
    "gate" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "reasons" JSONB NOT NULL,
    "provenanceHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GateVerdict_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Verdict" (
    "id" TEXT NOT NULL,
    "sampleId" TEXT NOT NULL,
    "revisionId" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT,
    "note" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undoneAt" TIMESTAMP(3),

    CONSTRAINT "Verdict_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Release" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "manifestHash" TEXT NOT NULL,
    "sampleCount" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReleaseItem" (
    "releaseId" TEXT NOT NULL,
    "sampleId" TEXT NOT NULL,
    "revisionId" TEXT NOT NULL,
    "imageId" TEXT NOT NULL,
    "queryId" TEXT NOT NULL,

    CONSTRAINT "ReleaseItem_pkey" PRIMARY KEY ("releaseId","sampleId")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorkerProcess" (
    "id" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "host" TEXT NOT NULL,
    "queues" JSONB NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WorkerProcess_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Frame_sceneId_selection_number_idx" ON "Frame"("sceneId", "selection", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Frame_sceneId_key_key" ON "Frame"("sceneId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "SceneObject_sceneId_key_key" ON "SceneObject"("sceneId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "FrameObject_frameId_key_key" ON "FrameObject"("frameId", "key");

-- CreateIndex
CREATE INDEX "Run_createdAt_idx" ON "Run"("createdAt");

-- CreateIndex
CREATE INDEX "Task_runId_state_idx" ON "Task"("runId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Task_runId_stage_subjectId_key" ON "Task"("runId", "stage", "subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "Sample_currentRevisionId_key" ON "Sample"("currentRevisionId");

-- CreateIndex
CREATE INDEX "Sample_state_id_idx" ON "Sample"("state", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Sample_frameId_number_key" ON "Sample"("frameId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Revision_sampleId_number_key" ON "Revision"("sampleId", "number");

-- CreateIndex
CREATE INDEX "GateVerdict_sampleId_idx" ON "GateVerdict"("sampleId");

-- CreateIndex
CREATE UNIQUE INDEX "GateVerdict_revisionId_gate_key" ON "GateVerdict"("revisionId", "gate");

-- CreateIndex
CREATE INDEX "Verdict_actorId_createdAt_idx" ON "Verdict"("actorId", "createdAt");

-- CreateIndex
CREATE INDEX "Verdict_sampleId_createdAt_idx" ON "Verdict"("sampleId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Release_name_key" ON "Release"("name");

-- CreateIndex
CREATE UNIQUE INDEX "ReleaseItem_releaseId_imageId_queryId_key" ON "ReleaseItem"("releaseId", "imageId", "queryId");

-- CreateIndex
CREATE INDEX "AuditEntry_subjectId_id_idx" ON "AuditEntry"("subjectId", "id");

-- AddForeignKey
ALTER TABLE "Frame" ADD CONSTRAINT "Frame_sceneId_fkey" FOREIGN KEY ("sceneId") REFERENCES "Scene"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SceneObject" ADD CONSTRAINT "SceneObject_sceneId_fkey" FOREIGN KEY ("sceneId") REFERENCES "Scene"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FrameObject" ADD CONSTRAINT "FrameObject_frameId_fkey" FOREIGN KEY ("frameId") REFERENCES "Frame"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FrameObject" ADD CONSTRAINT "FrameObject_provenanceHash_fkey" FOREIGN KEY ("provenanceHash") REFERENCES "Provenance"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "Actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_sceneId_fkey" FOREIGN KEY ("sceneId") REFERENCES "Scene"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sample" ADD CONSTRAINT "Sample_frameId_fkey" FOREIGN KEY ("frameId") REFERENCES "Frame"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sample" ADD CONSTRAINT "Sample_provenanceHash_fkey" FOREIGN KEY ("provenanceHash") REFERENCES "Provenance"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sample" ADD CONSTRAINT "Sample_leaseActorId_fkey" FOREIGN KEY ("leaseActorId") REFERENCES "Actor"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sample" ADD CONSTRAINT "Sample_currentRevisionId_fkey" FOREIGN KEY ("currentRevisionId") REFERENCES "Revision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Revision" ADD CONSTRAINT "Revision_sampleId_fkey" FOREIGN KEY ("sampleId") REFERENCES "Sample"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Revision" ADD CONSTRAINT "Revision_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "Actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GateVerdict" ADD CONSTRAINT "GateVerdict_sampleId_fkey" FOREIGN KEY ("sampleId") REFERENCES "Sample"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GateVerdict" ADD CONSTRAINT "GateVerdict_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "Revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GateVerdict" ADD CONSTRAINT "GateVerdict_provenanceHash_fkey" FOREIGN KEY ("provenanceHash") REFERENCES "Provenance"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Verdict" ADD CONSTRAINT "Verdict_sampleId_fkey" FOREIGN KEY ("sampleId") REFERENCES "Sample"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Verdict" ADD CONSTRAINT "Verdict_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "Revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Verdict" ADD CONSTRAINT "Verdict_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "Actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Release" ADD CONSTRAINT "Release_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "Actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReleaseItem" ADD CONSTRAINT "ReleaseItem_releaseId_fkey" FOREIGN KEY ("releaseId") REFERENCES "Release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReleaseItem" ADD CONSTRAINT "ReleaseItem_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "Revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


