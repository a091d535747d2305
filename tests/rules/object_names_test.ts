/** Whether two own the same object of a namespace: what is really rendered, against what the rules say. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Frozen, ServiceInput } from "../../lib/model/types.ts";
import { buildModel } from "../../lib/model/build_model.ts";
import { platformParts } from "../../lib/resources/platform/platform_parts.ts";
import { serviceObjects } from "../../lib/resources/service_objects.ts";
import { checkModel } from "../../lib/rules/check_model.ts";
import { identityOf } from "../../lib/rules/raw_objects.ts";
import { catalogue, service } from "../model/catalogue_fixture.ts";

const parts = ["a", "canary", "edge", "admin", "stable", "config", "files", "service", "b"] as const;
const name = fc.oneof(
  fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 3 }).map((list) => list.join("-")),
  fc.constantFrom("default", "default-deny", "deny-all", "istio-ca-root"),
);

const arbitrary: fc.Arbitrary<Frozen<ServiceInput>> = fc.record({
  name,
  canary: fc.boolean(),
  replicas: fc.constantFrom(1, 2),
  autoscaling: fc.boolean(),
  exposed: fc.boolean(),
  ports: fc.constantFrom(0, 1, 2),
  volumes: fc.uniqueArray(name, { maxLength: 2 }),
  secret: fc.option(name, { nil: undefined }),
}).map((made) => {
  const ports = [{ name: "http", port: 80 }, { name: "admin", port: 81 }].slice(0, made.ports);
  return service(made.name, {
    namespace: "vision",
    ports,
    ...(made.autoscaling
      ? { autoscaling: { minReplicas: made.replicas, maxReplicas: 4 } }
      : { replicas: made.replicas }),
    ...(made.canary && made.ports > 0 && {
      canary: { image: `registry.example/${made.name}:2.0.0`, steps: [10, 100], step: 0, config: { B: "2" } },
    }),
    ...(made.exposed && made.ports > 0 && {
      expose: ports.map(({ name: port }) => ({ host: "www", paths: [`/${made.name}/${port}`], port })),
    }),
    config: { A: "1" },
    configFiles: { "/etc/a": "a" },
    volumes: Object.fromEntries(
      made.volumes.map((volume) => [volume, { mountPath: `/data/${volume}`, claim: { size: "1Gi" } }]),
    ),
    ...(made.secret !== undefined && {
      env: { KEY: { secret: made.secret, key: "key" } },
      secrets: { [made.secret]: { from: "sealedSecret" as const, encryptedData: { key: "AgB4" } } },
    }),
  });
});

const clashes = new Set(["MESH007", "MESH009", "MESH125"]);

Deno.test("two services of a namespace, or one and the platform, render an object twice exactly where a rule says so", () => {
  let found = 0;
  fc.assert(
    fc.property(
      fc.uniqueArray(arbitrary, { minLength: 2, maxLength: 3, selector: (made) => made.name }),
      (list) => {
        const random = catalogue(list);
        const model = buildModel(random);
        const objects = model.clusters.flatMap((cluster) => [
          ...cluster.services.flatMap(serviceObjects),
          ...platformParts(cluster).flatMap((part) => part.objects)
            .filter(({ metadata }) => metadata.namespace === "vision"),
        ]);
        const seen = new Set<string>();
        const twice = objects.map(identityOf).filter((identity) => seen.size === seen.add(identity).size);
        const said = checkModel(random, model).filter(({ code }) => clashes.has(code));
        if (twice.length > 0) found++;
        // A canary's budget comes with its second pod; so that no step brings a clash, its name is taken before.
        const certain = said.filter(({ message }) => !message.includes("PodDisruptionBudget"));
        assert.ok(said.length > 0 || twice.length === 0, `rendered twice: ${twice.join()}`);
        assert.ok(twice.length > 0 || certain.length === 0, JSON.stringify(certain));
      },
    ),
    { numRuns: 1500 },
  );
  assert.ok(found > 50, `only ${found} clashes`);
});
