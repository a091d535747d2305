/** Random PeerAuthentications, and what DestinationRules say of TLS. */
import fc from "fast-check";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import { callees } from "./mesh_arbitrary.ts";
import { destinationRule, hostOf, peerAuthentication } from "./mesh_builder.ts";

type Spec = Readonly<Record<string, unknown>>;

const mode = fc.constantFrom("STRICT", "STRICT", "PERMISSIVE", "PERMISSIVE", "DISABLE", "UNSET");

/** Undefined in half of the cases. */
export const half = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

/** PeerAuthentications, at most one for each place: of several the oldest applies, and which that is doesn't stand in the objects. */
export const authentication: fc.Arbitrary<readonly KubernetesObject[]> = fc.tuple(
  half(mode),
  ...callees.map((app) =>
    fc.tuple(
      half(mode),
      half(fc.record({
        matchLabels: fc.constantFrom<Spec>({ app }, { version: "v1" }, { app, version: "v2" }),
        whole: half(mode),
        ports: fc.dictionary(fc.constantFrom("8080", "7000"), mode, { maxKeys: 2 }),
      })),
    )
  ),
).map(([whole, ...own]) => [
  ...(whole === undefined ? [] : [peerAuthentication("istio-system", "default", { mtls: { mode: whole } })]),
  ...own.flatMap(([all, selected], index) => {
    const app = callees[index]!;
    const ports = Object.entries(selected?.ports ?? {}).map(([port, each]) => [port, { mode: each }]);
    return [
      ...(all === undefined ? [] : [peerAuthentication(app, "default", { mtls: { mode: all } })]),
      ...(selected === undefined ? [] : [peerAuthentication(app, "selected", {
        selector: { matchLabels: selected.matchLabels },
        ...(selected.whole !== undefined && { mtls: { mode: selected.whole } }),
        ...(ports.length > 0 && { portLevelMtls: Object.fromEntries(ports) }),
      })]),
    ];
  }),
]);

/** What a client sends; TLS of other kinds only now and then: what it comes to is mostly not known. */
const tls = fc.constantFrom(
  ...Array.from({ length: 9 }, () => "ISTIO_MUTUAL"),
  ...Array.from({ length: 6 }, () => "DISABLE"),
  "SIMPLE",
).map((each) => ({ tls: { mode: each } }));

/** What a rule for a callee says of TLS: for all, for one port, for its first subset, for one port of that. */
export interface ClientModes {
  readonly whole: Spec | undefined;
  readonly port: readonly Spec[] | undefined;
  readonly subset: Spec | undefined;
}

/** Settings of one port, which take the place of all others even where they say nothing of TLS. */
const ported = fc.tuple(fc.constantFrom(80, 7000), half(tls)).map(([number, says]) => [
  { port: { number }, loadBalancer: { simple: "RANDOM" }, ...says },
]);

/** What a rule may say of TLS. */
export const clientModes: fc.Arbitrary<ClientModes> = fc.record({
  whole: half(tls),
  port: half(ported),
  subset: half(fc.oneof(
    { weight: 3, arbitrary: tls },
    { weight: 1, arbitrary: ported.map((portLevelSettings) => ({ portLevelSettings })) },
  )),
});

/** A rule for a callee with what it says of TLS; any other object as it is. */
export function withModes(object: KubernetesObject, { whole, port, subset }: ClientModes): KubernetesObject {
  if (object.kind !== "DestinationRule") return object;
  const spec = object.spec as { readonly trafficPolicy?: Spec; readonly subsets?: readonly Spec[] };
  const [first, ...others] = spec.subsets ?? [];
  return {
    ...object,
    spec: {
      ...spec,
      trafficPolicy: { ...spec.trafficPolicy, ...whole, ...(port && { portLevelSettings: port }) },
      ...(first && { subsets: [{ ...first, ...(subset && { trafficPolicy: subset }) }, ...others] }),
    },
  };
}

/** A rule for all hosts, or for the client alone. */
export const otherRules: fc.Arbitrary<readonly KubernetesObject[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: tls.map((trafficPolicy) => [
      destinationRule("istio-system", "all", { host: "*.local", trafficPolicy }),
    ]),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...callees), tls).map(([app, trafficPolicy]) => [
      destinationRule("web", "own", { host: hostOf(app, app), trafficPolicy }),
    ]),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(["."], ["api"], ["web", "edge"]), tls).map((
      [exportTo, trafficPolicy],
    ) => [
      destinationRule("istio-system", "some", { host: "*.svc.cluster.local", exportTo, trafficPolicy }),
    ]),
  },
);
