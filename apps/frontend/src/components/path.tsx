import type { Hop } from "@/lib/settings";

const WHAT: Readonly<Record<string, string>> = {
  frontend: "Next.js, takes the picture",
  backend: "Go, checks it and advises",
  ml: "Flask, says what it shows",
};

/** The way a request took, tier by tier. */
export function Path({ path, broken }: { readonly path: readonly Hop[]; readonly broken: boolean }) {
  return (
    <ol className="path" aria-label="Path of the request">
      {path.map((hop, index) => (
        <li key={hop.service} className={hop.version} data-service={hop.service} data-version={hop.version}>
          <span className="node" aria-hidden="true">
            {index + 1}
          </span>
          <b>{hop.service}</b>
          <span className={`chip ${hop.version}`}>
            <span className="dot" aria-hidden="true" />
            {hop.version}
          </span>
          <span className="what">{WHAT[hop.service]}</span>
          <code>
            release {hop.release}
            <br />
            {hop.pod}
          </code>
        </li>
      ))}
      {broken && path.length < 3 && (
        <li className="broken">
          <span className="node" aria-hidden="true">
            ×
          </span>
          <b>no answer</b>
          <span className="what">The next tier did not say who it is</span>
        </li>
      )}
    </ol>
  );
}
