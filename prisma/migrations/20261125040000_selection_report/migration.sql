-- Rejected photos can be looked at without the scan.
ALTER TABLE "Frame" ADD COLUMN "thumbnailHash" TEXT;

-- The reasons of a selection get a kind, and the measurements a place of their own. Which objects a photo shows
-- was counted, not named: such a selection is as good as not measured, and stays for its reasons.
UPDATE "Frame" SET "selectionDetail" = jsonb_build_object(
  'group', "selectionDetail" -> 'group',
  'attempt', "selectionDetail" -> 'attempt',
  'measured', NULL,
  'reasons', (
    SELECT jsonb_agg(jsonb_build_object(
      'kind', CASE
        WHEN "selection" = 'kept' THEN 'kept'
        WHEN reason LIKE 'sharpness % is under %' THEN 'blurred'
        WHEN reason LIKE 'shows % at least % wanted' THEN 'few-objects'
        ELSE 'unreadable'
      END,
      'text', reason
    ))
    FROM jsonb_array_elements_text("selectionDetail" -> 'reasons') AS reason
  )
)
WHERE "selectionDetail" IS NOT NULL;
