import { counted } from "#core/counted.ts";
import type { OperationKind } from "#core/operation/operation.ts";

/** A sample as a contact sheet shows it. Paths are relative to the page; `size` is that of the photo, for the shape of the pictures. */
export type ContactSheetEntry = {
  readonly sampleId: string;
  readonly operation: OperationKind;
  readonly label: string;
  readonly instruction: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly pictures: { readonly before: string; readonly after: string };
};

/**
 * A page that shows every sample with its pictures before and after, to be opened from a folder: no script,
 * nothing from elsewhere. Choosing an operation hides the others by CSS alone; pictures are loaded as one
 * scrolls to them.
 */
export function contactSheet(name: string, entries: readonly ContactSheetEntry[]): string {
  const kinds = [...Map.groupBy(entries, ({ operation }) => operation)].toSorted(
    ([a, as], [b, bs]) => bs.length - as.length || (a < b ? -1 : 1),
  );
  const hidden = kinds.map(
    ([kind]) => `#op-${kind}:checked ~ main article:not([data-operation="${kind}"])`,
  );
  const chosen = ["all", ...kinds.map(([kind]) => kind)].map(
    (kind) => `#op-${kind}:checked ~ header label[for="op-${kind}"]`,
  );
  const focused = ["all", ...kinds.map(([kind]) => kind)].map(
    (kind) => `#op-${kind}:focus-visible ~ header label[for="op-${kind}"]`,
  );
  const choice = (kind: string, text: string, count: number) =>
    `<label for="op-${kind}">${text} <small>${count}</small></label>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(name)}</title>
<style>
${style}
${hidden.join(",\n")} { display: none; }
${chosen.join(",\n")} { background: var(--ink); color: var(--page); }
${focused.join(",\n")} { outline: 2px solid var(--ink); outline-offset: 2px; }
</style>
</head>
<body>
<input type="radio" name="op" id="op-all" checked aria-label="All operations">
${kinds.map(([kind]) => `<input type="radio" name="op" id="op-${kind}" aria-label="${kind}">`).join("\n")}
<header>
<h1>${escaped(name)}</h1>
<p>${counted(entries.length, "sample")}. Left the photo with the object's box, right where it is to be.</p>
<nav>
${choice("all", "all", entries.length)}
${kinds.map(([kind, of]) => choice(kind, kind, of.length)).join("\n")}
</nav>
</header>
<main>
${entries.map(articleOf).join("\n")}
</main>
</body>
</html>
`;
}

const style = `:root { color-scheme: light dark; --page: #fbfbfa; --card: #fff; --line: #dededb; --ink: #1c1c1a; --soft: #61615c; }
@media (prefers-color-scheme: dark) { :root { --page: #161615; --card: #1f1f1e; --line: #373735; --ink: #ecece9; --soft: #a3a39d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 14px/1.45 system-ui, sans-serif; }
input[type="radio"] { position: fixed; opacity: 0; pointer-events: none; }
header { position: sticky; top: 0; z-index: 1; padding: 12px 20px; background: var(--page); border-bottom: 1px solid var(--line); }
h1 { display: inline; margin: 0 12px 0 0; font-size: 18px; }
header p { display: inline; margin: 0; color: var(--soft); }
nav { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 10px; }
nav label { padding: 3px 10px; border: 1px solid var(--line); border-radius: 999px; cursor: pointer; }
nav small { opacity: 0.7; }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 560px), 1fr)); gap: 16px; padding: 16px 20px; }
article { overflow: hidden; background: var(--card); border: 1px solid var(--line); border-radius: 8px; content-visibility: auto; contain-intrinsic-size: auto 300px; }
figure { display: grid; grid-template-columns: 1fr 1fr; gap: 2px; margin: 0; }
figure img { display: block; width: 100%; height: auto; background: var(--line); }
article p { margin: 10px 12px 2px; font-size: 15px; overflow-wrap: anywhere; }
article footer { margin: 0 12px 10px; color: var(--soft); font-size: 12px; overflow-wrap: anywhere; }`;

function articleOf(entry: ContactSheetEntry): string {
  const { sampleId, operation, label, instruction, size, pictures } = entry;
  const picture = (path: string, when: string) =>
    `<a href="${escaped(encodeURI(path))}"><img src="${escaped(encodeURI(path))}" width="${size.width}" height="${size.height}" loading="lazy" alt="${escaped(`${label} ${when}`)}"></a>`;
  return `<article data-operation="${operation}" id="${escaped(sampleId)}"><figure>${picture(pictures.before, "before")}${picture(pictures.after, "after")}</figure><p>${escaped(instruction)}</p><footer>${operation} &middot; ${escaped(label)} &middot; ${escaped(sampleId)}</footer></article>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
