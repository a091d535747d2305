/**
 * What stands in the cluster while Argo CD goes from one state of a service to another: lower waves first, each healthy
 * before the next, and at last what is no longer rendered goes. After every object that changes, no route may name a
 * subset that the DestinationRule lacks, and none may give a share to a version whose pods aren't there.
 */
import assert from "node:assert/strict";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import type { ServiceModel } from "../../lib/model/types.ts";
import { serviceObjects } from "../../lib/resources/service_objects.ts";
import { syncWaveAnnotation } from "../../lib/resources/sync_wave.ts";
import { canaryServiceModel, exposureModel } from "./mesh_model_fixture.ts";
import { portModel, serviceModel } from "./service_model_fixture.ts";

type Live = ReadonlyMap<string, KubernetesObject>;

const key = ({ kind, metadata }: KubernetesObject) => `${kind} ${metadata.name}`;
const waveOf = ({ metadata }: KubernetesObject) => Number(metadata.annotations?.[syncWaveAnnotation] ?? "0");
const live = (service: ServiceModel | undefined): Live =>
  new Map((service === undefined ? [] : serviceObjects(service)).map((object) => [key(object), object]));

/** Every order that Argo CD may choose within a wave, as far as it matters: as rendered, and the other way round. */
function* states(before: Live, after: Live): Iterable<Live> {
  for (const turned of [false, true]) {
    const state = new Map(before);
    const changed = [...after.values()].filter((object) =>
      JSON.stringify(before.get(key(object))) !== JSON.stringify(object)
    );
    if (turned) changed.reverse();
    for (const object of changed.sort((a, b) => waveOf(a) - waveOf(b))) {
      state.set(key(object), object);
      yield new Map(state);
    }
    const gone = [...before.keys()].filter((name) => !after.has(name));
    if (turned) gone.reverse();
    for (const name of gone) {
      state.delete(name);
      yield new Map(state);
    }
  }
}

/** The subsets that live routes lead to, and the share that each gets at least somewhere. */
function* destinations(state: Live): Iterable<readonly [subset: string, weight: number, route: string]> {
  for (const object of state.values()) {
    if (object.kind !== "VirtualService") continue;
    const { spec } = object as unknown as {
      spec: Record<
        string,
        {
          name?: string;
          route?: { destination: { subset: string }; weight?: number }[];
          mirrors?: { destination: { subset: string } }[];
        }[]
      >;
    };
    for (const route of [...spec.http ?? [], ...spec.tcp ?? [], ...spec.tls ?? []]) {
      const name = route.name ?? "";
      for (const { destination, weight } of route.route ?? []) {
        yield [destination.subset, weight ?? 100, name];
      }
      for (const { destination } of route.mirrors ?? []) yield [destination.subset, 0, name];
    }
  }
}

const shared = [exposureModel({ shared: true })];
const kinds = {
  http: {},
  grpc: { ports: [portModel({ name: "grpc", protocol: "grpc" })] },
  tcp: { ports: [portModel({ name: "db", protocol: "tcp" })] },
  https: { ports: [portModel({ name: "tls", protocol: "https" })] },
  "shared host": { exposures: shared },
} as const satisfies Readonly<Record<string, Partial<ServiceModel>>>;

const weights = [undefined, 0, 1, 50, 100] as const;
const called = (weight: number | undefined) => weight === undefined ? "no canary" : `a canary at ${weight} %`;

for (const [kind, fields] of Object.entries(kinds)) {
  const withCanary = (weight: number | undefined) =>
    weight === undefined
      ? serviceModel(fields)
      : canaryServiceModel({ weight, mirrorPercent: weight === 0 ? 10 : undefined }, fields);

  for (const from of weights) {
    for (const to of weights) {
      if (from === to) continue;
      Deno.test(`${kind}: from ${called(from)} to ${called(to)} every route leads to pods that are there`, () => {
        let seen = 0;
        for (const state of states(live(withCanary(from)), live(withCanary(to)))) {
          seen++;
          if (kind === "https" && to === undefined) assertKnown(state);
          else assertServed(state);
        }
        assert.ok(seen > 1);
      });
    }
  }

  for (const to of weights) {
    Deno.test(`${kind}: the first sync with ${called(to)} makes subsets before routes`, () => {
      for (const state of states(live(undefined), live(withCanary(to)))) assertKnown(state);
    });
  }
}

/** No route leads to a subset that the proxies don't know: that would be 503 NC. */
function assertKnown(state: Live): void {
  const rule = [...state.values()].find((object) => object.kind === "DestinationRule");
  const { subsets = [] } =
    (rule as unknown as { spec?: { subsets?: { name: string }[] } } | undefined)?.spec ?? {};
  const known = new Set(subsets.map(({ name }) => name));
  for (const [subset, , route] of destinations(state)) {
    assert.ok(known.has(subset), `${route} names ${subset}`);
  }
}

/** As {@linkcode assertKnown}, and no share goes where no pods are; forced routes are an exception that the ADR names. */
function assertServed(state: Live): void {
  assertKnown(state);
  for (const [subset, weight, route] of destinations(state)) {
    if (weight === 0 || route.includes("forced")) continue;
    assert.ok(state.has(`Deployment backend-${subset}`), `${route} sends ${weight} % to ${subset}`);
  }
}

Deno.test("the check finds a subset that goes before the routes to it", () => {
  const broken = new Map(live(canaryServiceModel()));
  const rule = broken.get("DestinationRule backend") as unknown as { spec: { subsets: unknown[] } };
  broken.set("DestinationRule backend", {
    ...broken.get("DestinationRule backend")!,
    ...{ spec: { ...rule.spec, subsets: [{ name: "stable" }] } },
  });
  assert.throws(() => assertKnown(broken), /names canary/);
  const unserved = new Map(live(canaryServiceModel()));
  unserved.delete("Deployment backend-canary");
  assert.throws(() => assertServed(unserved), /sends 10 % to canary/);
});
