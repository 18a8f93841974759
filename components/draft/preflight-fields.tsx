import { PreflightOptions } from "#core/release/preflight/preflight-options.ts";
import { LimitField } from "./limit-field.tsx";

/** What the draft demands before it may be frozen. */
export function PreflightFields({
  preflight,
  onChange,
}: {
  preflight: PreflightOptions | undefined;
  onChange: (preflight: PreflightOptions) => void;
}) {
  const options = preflight ?? PreflightOptions.parse({});
  return (
    <fieldset className="flex flex-col gap-2 border-t border-line pt-3">
      <legend className="sr-only">Preflight</legend>
      <label className="flex items-center gap-2 text-xs font-semibold">
        <input
          type="checkbox"
          checked={options.isRequired}
          onChange={(event) => onChange({ ...options, isRequired: event.target.checked })}
        />
        Freeze needs a passed preflight
      </label>
      <LimitField
        label="Acceptances a sample needs"
        value={options.acceptancesMin}
        onChange={(count) => onChange({ ...options, acceptancesMin: count ?? 1 })}
        open="1"
      />
    </fieldset>
  );
}
