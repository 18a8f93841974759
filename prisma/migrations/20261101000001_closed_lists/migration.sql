-- Columns that hold one word of a closed list. The lists are those of core; server/closed-lists.test.ts compares them.
ALTER TABLE "Frame" ADD CONSTRAINT "Frame_selection_check"
  CHECK ("selection" IN ('untried', 'kept', 'rejected'));
ALTER TABLE "Run" ADD CONSTRAINT "Run_state_check"
  CHECK ("state" IN ('running', 'done', 'cancelled'));
ALTER TABLE "Task" ADD CONSTRAINT "Task_state_check"
  CHECK ("state" IN ('waiting', 'running', 'done', 'skipped', 'failed', 'cancelled'));
ALTER TABLE "Sample" ADD CONSTRAINT "Sample_state_check"
  CHECK ("state" IN ('proposed', 'checked', 'worded', 'rendered', 'queued', 'dropped', 'accepted', 'rejected'));
ALTER TABLE "GateVerdict" ADD CONSTRAINT "GateVerdict_verdict_check"
  CHECK ("verdict" IN ('keep', 'drop', 'unsure'));
ALTER TABLE "Verdict" ADD CONSTRAINT "Verdict_kind_check"
  CHECK ("kind" IN ('accept', 'reject', 'skip'));
ALTER TABLE "Release" ADD CONSTRAINT "Release_source_check"
  CHECK ("source" IN ('accepted', 'gated'));
