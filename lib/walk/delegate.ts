/** How Istio merges the route of a delegate into the one that leads to it. */
import { type Fields, fieldsOf, labelsOf, numberOf, textOf, textsOf } from "./plain.ts";
import type { WrittenRoute } from "./written_route.ts";

/** What a delegate's route takes over where it says nothing itself. */
const inherited = [
  "rewrite",
  "directResponse",
  "timeout",
  "retries",
  "fault",
  "mirror",
  "mirrorPercent",
  "mirrorPercentage",
  "corsPolicy",
  "mirrors",
  "headers",
];

/** Whether the delegate's comparison goes beyond the root's. */
function textConflict(root: unknown, leaf: unknown): boolean {
  if (root === undefined || leaf === undefined) return false;
  const [outer, inner] = [fieldsOf(root), fieldsOf(leaf)];
  const [exact, prefix, regex] = [textOf(outer.exact), textOf(outer.prefix), textOf(outer.regex)];
  const innerExact = textOf(inner.exact) ?? "";
  const innerPrefix = textOf(inner.prefix) ?? "";
  if (regex && (textOf(inner.regex) || innerPrefix || innerExact)) return true;
  if (textOf(inner.regex) && (regex || prefix || exact)) return true;
  if (exact) return innerPrefix !== "" || innerExact !== exact;
  if (prefix && innerPrefix) return !innerPrefix.startsWith(prefix);
  if (prefix && innerExact) return !innerExact.startsWith(prefix);
  return true;
}

const mapConflict = (root: unknown, leaf: unknown) =>
  Object.entries(fieldsOf(leaf)).some(([name, match]) => textConflict(fieldsOf(root)[name], match));

function hasConflict(root: Fields, leaf: Fields): boolean {
  if (["uri", "scheme", "method", "authority"].some((field) => textConflict(root[field], leaf[field]))) {
    return true;
  }
  if (["headers", "withoutHeaders", "queryParams"].some((field) => mapConflict(root[field], leaf[field]))) {
    return true;
  }
  if ((root.ignoreUriCase ?? false) !== (leaf.ignoreUriCase ?? false)) return true;
  const [port, leafPort] = [numberOf(root.port) ?? 0, numberOf(leaf.port) ?? 0];
  if (port > 0 && leafPort > 0 && port !== leafPort) return true;
  const namespace = textOf(root.sourceNamespace) ?? "";
  if (namespace !== "" && namespace !== leaf.sourceNamespace) return true;
  const labels = labelsOf(root.sourceLabels);
  const differing = Object.entries(labelsOf(leaf.sourceLabels)).some(([name, value]) =>
    labels[name] !== undefined && labels[name] !== value
  );
  const gateways = textsOf(root.gateways);
  const leafGateways = textsOf(leaf.gateways);
  return differing || (gateways.length > 0 && leafGateways.some((name) => !gateways.includes(name)));
}

function mergeMatch(root: Fields, leaf: Fields): Fields {
  const merged: Record<string, unknown> = { ...root, ...leaf };
  for (const field of ["headers", "withoutHeaders", "queryParams", "sourceLabels"]) {
    const both = { ...fieldsOf(root[field]), ...fieldsOf(leaf[field]) };
    if (Object.keys(both).length > 0) merged[field] = both;
  }
  return merged;
}

function mergeMatches(root: WrittenRoute, leaf: WrittenRoute): WrittenRoute["matches"] | "conflict" {
  if (root.matches === undefined) return leaf.matches;
  if (leaf.matches === undefined) return root.matches;
  const out: NonNullable<WrittenRoute["matches"]>[number][] = [];
  for (const inner of leaf.matches) {
    const fitting = root.matches.filter((outer) => !hasConflict(outer.match, inner.match));
    if (fitting.length === 0) return "conflict";
    out.push(...fitting.map((outer) => ({ match: mergeMatch(outer.match, inner.match), at: inner.at })));
  }
  return out;
}

/** The merged route; undefined where the delegate asks for more than led to it: Istio drops such a route. */
export function mergeDelegate(root: WrittenRoute, leaf: WrittenRoute): WrittenRoute | undefined {
  const matches = mergeMatches(root, leaf);
  if (matches === "conflict") return undefined;
  const route: Record<string, unknown> = { ...leaf.route };
  const taken = new Set(
    inherited.filter((field) => route[field] === undefined && root.route[field] !== undefined),
  );
  for (const field of taken) route[field] = root.route[field];
  const names = [textOf(root.route.name), textOf(leaf.route.name)].filter((name) =>
    name !== undefined && name !== ""
  );
  if (names.length > 0) route.name = names.join("-");
  return {
    route,
    at: (field) => (field !== undefined && taken.has(field) ? root.at(field) : leaf.at(field)),
    matches,
    doubt: root.doubt ?? leaf.doubt,
  };
}
