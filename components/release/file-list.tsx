import type { ManifestFile } from "#core/release/manifest.ts";

/** The files of a release with their hashes, and the one number for all of them. */
export function FileList({
  files,
  count,
  merkleRoot,
}: {
  /** The first of them. */
  files: readonly ManifestFile[];
  count: number;
  merkleRoot: string;
}) {
  return (
    <div className="text-xs">
      <p className="px-4 py-3">
        <span className="text-soft">Merkle root</span>{" "}
        <code className="font-mono text-2xs break-all select-all">{merkleRoot}</code>
      </p>
      <details className="border-t border-line">
        <summary className="px-4 py-2 font-medium">{count} files with their SHA-256</summary>
        <div className="max-h-96 overflow-auto border-t border-line">
          <table className="w-full">
            <tbody className="figures divide-y divide-line font-mono text-2xs">
              {files.map(({ path, size, sha256 }) => (
                <tr key={path}>
                  <td className="px-4 py-1">{path}</td>
                  <td className="px-4 py-1 text-right">{size}</td>
                  <td className="px-4 py-1 select-all">{sha256}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {files.length < count && (
          <p className="border-t border-line px-4 py-2 text-soft">
            The first {files.length}; the manifest lists all.
          </p>
        )}
      </details>
    </div>
  );
}
