import type { Provenance } from "#core/provenance.ts";
import { Facts } from "#components/ui/facts.tsx";

/** How something was made: enough to make it again. */
export function ProvenanceFacts({ provenance }: { provenance: Provenance }) {
  const { stage, codeVersion, model, modelHash, seed, inputs, parameters } = provenance;
  return (
    <>
      <Facts
        className="text-xs"
        facts={[
          ["Stage", stage],
          ["Code", codeVersion],
          ["Model", model ?? "none: rules decide"],
          ...(modelHash ? [["Model hash", <Hash key="model" hash={modelHash} />] as const] : []),
          ["Seed", seed],
          [
            "Inputs",
            <span key="inputs" className="flex flex-col">
              {inputs.map((input) => (
                <Hash key={input} hash={input} />
              ))}
            </span>,
          ],
        ]}
      />
      <details className="mt-3">
        <summary className="text-xs font-medium">Parameters</summary>
        <pre className="mt-1.5 max-h-64 overflow-auto rounded-md bg-sunken p-2 font-mono text-2xs">
          {JSON.stringify(parameters, null, 2)}
        </pre>
      </details>
    </>
  );
}

/** The start of a hash; the whole of it is its title. */
export function Hash({ hash }: { hash: string }) {
  return (
    <code title={hash} className="font-mono text-2xs">
      {hash.length > 20 ? `${hash.slice(0, 16)}…` : hash}
    </code>
  );
}
