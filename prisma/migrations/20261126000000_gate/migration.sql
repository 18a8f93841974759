-- A run can be paused; its open tasks are held meanwhile.
ALTER TABLE "Run" ADD COLUMN "pauseReason" TEXT, ADD COLUMN "budgetDollars" DOUBLE PRECISION;
ALTER TABLE "Run" DROP CONSTRAINT "Run_state_check",
    ADD CONSTRAINT "Run_state_check" CHECK ("state" IN ('running', 'paused', 'done', 'cancelled'));
ALTER TABLE "Task" DROP CONSTRAINT "Task_state_check",
    ADD CONSTRAINT "Task_state_check"
    CHECK ("state" IN ('waiting', 'held', 'running', 'done', 'skipped', 'failed', 'cancelled'));

-- The gate is said by its kind: there are two.
UPDATE "Run" SET "parameters" = jsonb_set("parameters", '{gate}', '{"kind": "rules"}'::jsonb)
WHERE "parameters"->'gate' = '"rules"'::jsonb;

-- What a model as the gate says, and what it cost.
ALTER TABLE "GateVerdict"
    ADD COLUMN "confidence" DOUBLE PRECISION,
    ADD COLUMN "detail" JSONB,
    ADD COLUMN "causes" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "Sample" ADD COLUMN "auditShare" DOUBLE PRECISION;

CREATE TABLE "GateCall" (
    "id" TEXT NOT NULL,
    "requestHash" TEXT NOT NULL,
    "runId" TEXT NOT NULL,
    "sampleId" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "reply" JSONB NOT NULL,
    "problem" TEXT,
    "inputTokens" INTEGER,
    "outputTokens" INTEGER,
    "dollars" DOUBLE PRECISION,
    "latencyMs" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GateCall_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "GateCall_requestHash_idx" ON "GateCall"("requestHash");
CREATE INDEX "GateCall_runId_idx" ON "GateCall"("runId");
CREATE INDEX "GateCall_sampleId_idx" ON "GateCall"("sampleId");
ALTER TABLE "GateCall" ADD CONSTRAINT "GateCall_runId_fkey"
    FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "GateCall" ADD CONSTRAINT "GateCall_sampleId_fkey"
    FOREIGN KEY ("sampleId") REFERENCES "Sample"("id") ON DELETE CASCADE ON UPDATE CASCADE;
