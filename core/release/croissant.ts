import type { Checksum } from "./checksums.ts";
import type { Author } from "./citation.ts";
import type { ReleaseSummary } from "./manifest-header.ts";
import { scanTerms } from "./release-readme.ts";
import type { ColumnType, TableColumn } from "./table-columns.ts";
import { tableColumns } from "./table-columns.ts";

/**
 * The JSON-LD context that the specification recommends, with the prefixes that its own terms need.
 *
 * Source: Croissant 1.0 (http://mlcommons.org/croissant/1.0), appendix 1.
 */
const context = {
  "@language": "en",
  "@vocab": "https://schema.org/",
  citeAs: "cr:citeAs",
  column: "cr:column",
  conformsTo: "dct:conformsTo",
  cr: "http://mlcommons.org/croissant/",
  data: { "@id": "cr:data", "@type": "@json" },
  dataType: { "@id": "cr:dataType", "@type": "@vocab" },
  dct: "http://purl.org/dc/terms/",
  examples: { "@id": "cr:examples", "@type": "@json" },
  extract: "cr:extract",
  field: "cr:field",
  fileObject: "cr:fileObject",
  fileProperty: "cr:fileProperty",
  fileSet: "cr:fileSet",
  format: "cr:format",
  includes: "cr:includes",
  isLiveDataset: "cr:isLiveDataset",
  jsonPath: "cr:jsonPath",
  key: "cr:key",
  md5: "cr:md5",
  parentField: "cr:parentField",
  path: "cr:path",
  recordSet: "cr:recordSet",
  references: "cr:references",
  regex: "cr:regex",
  repeated: "cr:repeated",
  replace: "cr:replace",
  sc: "https://schema.org/",
  separator: "cr:separator",
  source: "cr:source",
  subField: "cr:subField",
  transform: "cr:transform",
};

const dataTypes: Readonly<Record<ColumnType, string>> = {
  string: "sc:Text",
  int32: "sc:Integer",
  "float64-list": "sc:Float",
  image: "sc:ImageObject",
};

const parquet = "application/vnd.apache.parquet";
const tables = "parquet-files";
const records = "samples";

/**
 * The description of a release's table in Croissant 1.0 (JSON-LD). What the release's citation
 * does not say is not made up: without a page the URL names the content; `published`, where given, goes before
 * the citation's day.
 */
export function croissant(
  manifest: ReleaseSummary,
  manifestHash: string,
  files: readonly (Checksum & { readonly size: number })[],
  published?: string,
): object {
  const { samples, images } = manifest.composition;
  const { version = manifest.name, citation } = manifest.edition ?? {};
  return {
    "@context": context,
    "@type": "sc:Dataset",
    conformsTo: "http://mlcommons.org/croissant/1.0",
    name: manifest.name,
    description:
      citation?.description ??
      `${samples} spatial edits of ${images} photos from ${manifest.scenes.length} indoor scans: each is an instruction with the box of an object before and after it.`,
    license: {
      "@type": "sc:CreativeWork",
      name: "Terms of the scans",
      description: scanTerms(manifest),
    },
    url: citation?.url ?? `urn:sha256:${manifestHash}`,
    version,
    creator: citation?.authors.map(creatorOf) ?? {
      "@type": "sc:Organization",
      name: `GSI Studio ${manifest.studioVersion}`,
    },
    datePublished: published ?? citation?.published,
    distribution: [
      ...files.map(({ path, sha256, size }) => ({
        "@type": "cr:FileObject",
        "@id": path,
        name: path,
        contentUrl: path,
        contentSize: `${size} B`,
        encodingFormat: parquet,
        sha256,
      })),
      {
        "@type": "cr:FileSet",
        "@id": tables,
        name: tables,
        encodingFormat: parquet,
        includes: "data/*.parquet",
      },
    ],
    recordSet: [
      {
        "@type": "cr:RecordSet",
        "@id": records,
        name: records,
        description: "One record for every sample",
        key: { "@id": `${records}/sample_id` },
        field: tableColumns.map(fieldOf),
      },
    ],
  };
}

function creatorOf(author: Author): object {
  if ("name" in author) return { "@type": "sc:Organization", name: author.name };
  const { givenNames, familyNames, orcid } = author;
  return {
    "@type": "sc:Person",
    name: givenNames === undefined ? familyNames : `${givenNames} ${familyNames}`,
    "@id": orcid && `https://orcid.org/${orcid}`,
  };
}

function fieldOf({ name, type, description }: TableColumn) {
  const extract = { column: name };
  return {
    "@type": "cr:Field",
    "@id": `${records}/${name}`,
    name,
    description,
    dataType: dataTypes[type],
    ...(type === "float64-list" && { repeated: true }),
    source: {
      fileSet: { "@id": tables },
      extract,
      ...(type === "image" && { transform: { jsonPath: "bytes" } }),
    },
  };
}
