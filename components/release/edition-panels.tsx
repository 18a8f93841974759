import { citationCff } from "#core/release/citation-cff.ts";
import { citationText } from "#core/release/citation-text.ts";
import { missingForDataCite } from "#core/release/datacite.ts";
import type { Edition } from "#core/release/edition.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Panel } from "#components/ui/panel.tsx";

/** What a release says of itself: how to cite it, and what is new. Nothing where it says nothing. */
export function EditionPanels({ edition }: { edition: Edition | undefined }) {
  return (
    <>
      {edition?.citation && <CitationPanel edition={edition} citation={edition.citation} />}
      {edition?.changelog && (
        <Panel title="Changelog">
          <pre className="max-h-80 overflow-y-auto font-sans text-xs leading-relaxed break-words whitespace-pre-wrap">
            {edition.changelog}
          </pre>
        </Panel>
      )}
    </>
  );
}

function CitationPanel({
  edition,
  citation,
}: {
  edition: Edition;
  citation: NonNullable<Edition["citation"]>;
}) {
  const missing = missingForDataCite(citation);
  const text = citationText({ ...edition, citation });
  return (
    <Panel
      title="Cite"
      aside={
        <span className="flex gap-1.5">
          <CopyButton text={text} label="Copy" />
          <CopyButton text={citationCff(edition) ?? ""} label="Copy CFF" />
        </span>
      }
    >
      <div className="flex flex-col gap-2 text-xs">
        <p className="break-words select-text">{text}</p>
        {citation.description && (
          <p className="whitespace-pre-line text-soft">{citation.description}</p>
        )}
        <p className="text-soft">
          {citation.licence ?? "No licence stated"}
          {citation.keywords?.length ? ` · ${citation.keywords.join(", ")}` : ""}
        </p>
        {missing.length > 0 && (
          <p className="text-soft">Not said, and needed for a DOI: {missing.join(", ")}.</p>
        )}
      </div>
    </Panel>
  );
}
