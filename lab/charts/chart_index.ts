import { stringify } from "@std/yaml";

/** A packed chart. */
export interface PackedChart {
  /** The fields of its `Chart.yaml`; `name` and `version` are among them. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** The name of the archive, in the same folder as the index. */
  readonly file: string;
  /** The archive's SHA-256, in hexadecimal. */
  readonly sha256: string;
}

/** The same charts have the same index, whenever it is made. */
const CREATED = "1980-01-01T00:00:00Z";

/** The `index.yaml` of a chart repository, see https://helm.sh/docs/topics/chart_repository/. */
export function chartIndex(charts: readonly PackedChart[]): string {
  const entries = charts.map(({ metadata, file, sha256 }) => [
    String(metadata["name"]),
    [{ ...metadata, created: CREATED, digest: sha256, urls: [file] }],
  ]);
  return stringify({ apiVersion: "v1", entries: Object.fromEntries(entries), generated: CREATED });
}
