import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type GroupKind,
  kindsOfPlatform,
  kindsOfServices,
  platformClusterKinds,
} from "../../lib/argocd/project_kinds.ts";
import { buildModel } from "../../lib/model/build_model.ts";
import { canaryDriverModel } from "../../lib/model/canary_driver_model.ts";
import { platformParts } from "../../lib/resources/platform/platform_parts.ts";
import { serviceObjects } from "../../lib/resources/service_objects.ts";
import { catalogue } from "../arbitraries/catalogue.ts";
import { clusterModel, hubClusterModel } from "../resources/cluster_model_fixture.ts";
import { watchedCluster } from "../resources/observability/watched_cluster.ts";
import { meshService } from "../resources/mesh_model_arbitrary.ts";

const text = ({ group, kind }: GroupKind) => `${group}/${kind}`;

const textOf = ({ apiVersion, kind }: { apiVersion: string; kind: string }) =>
  `${apiVersion.includes("/") ? apiVersion.split("/")[0] : ""}/${kind}`;

Deno.test("a service's project permits the kinds of its raw objects too, sorted and each once", () => {
  const objects = [
    { apiVersion: "example.com/v1", kind: "Widget", metadata: { name: "a" } },
    { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "b" } },
    { apiVersion: "v1", kind: "Secret", metadata: { name: "c" } },
    null,
    "no object",
    { kind: "Nameless" },
  ];
  const with_ = kindsOfServices([{ objects }, { objects: [objects[0]] }]).map(text);
  const without = kindsOfServices([]).map(text);
  assert.deepEqual(with_.filter((kind) => !without.includes(kind)), ["/Secret", "example.com/Widget"]);
  assert.deepEqual(with_, [...new Set(with_)].sort());
});

Deno.test("a project doesn't lose a kind when nobody uses it any more, so that what is left can be deleted", () => {
  assert.ok(kindsOfServices([]).map(text).includes("autoscaling/HorizontalPodAutoscaler"));
});

Deno.test("whatever is rendered for a service is permitted in its project", () => {
  const permitted = new Set(kindsOfServices([]).map(text));
  fc.assert(
    fc.property(catalogue, (random) => {
      for (const { services } of buildModel(random).clusters) {
        for (const service of services) {
          const allowed = service.objects.length === 0
            ? permitted
            : new Set(kindsOfServices([service]).map(text));
          for (const object of serviceObjects(service)) {
            assert.ok(allowed.has(textOf(object)), textOf(object));
          }
        }
      }
    }),
    { numRuns: 30 },
  );
  fc.assert(fc.property(meshService, (service) => {
    for (const object of serviceObjects(service)) assert.ok(permitted.has(textOf(object)), textOf(object));
  }));
});

const canaryDriver = canaryDriverModel({
  canaryDriver: { image: "registry.example/driver:1.0.0", credentials: { secret: "git" } },
  observability: {},
});

const everything = { prometheus: { storage: "1Gi" }, kiali: {} };

Deno.test("whatever is rendered for a platform is permitted in its project", () => {
  fc.assert(
    fc.property(
      fc.array(meshService, { maxLength: 3 }),
      fc.boolean(),
      fc.boolean(),
      (services, hub, watched) => {
        const cluster = {
          ...(hub ? hubClusterModel : clusterModel)({ services }),
          ...(watched && { observability: watchedCluster({}, everything).observability }),
          // A driver is refused where a hub has the Applications.
          ...(!hub && { canaryDriver }),
        };
        const permitted = new Set([...kindsOfPlatform(cluster), ...platformClusterKinds].map(text));
        for (const { objects } of platformParts(cluster)) {
          for (const object of objects) assert.ok(permitted.has(textOf(object)), textOf(object));
        }
      },
    ),
    { numRuns: 30 },
  );
});

Deno.test("only a cluster that is watched permits a volume", () => {
  const kinds = (cluster: Parameters<typeof kindsOfPlatform>[0]) => kindsOfPlatform(cluster).map(text);
  const own = kinds(watchedCluster()).filter((kind) => !kinds(clusterModel({})).includes(kind));
  assert.deepEqual(own, ["/PersistentVolumeClaim"]);
});

Deno.test("only a cluster with its own Argo CD permits what that needs", () => {
  const kinds = (cluster: Parameters<typeof kindsOfPlatform>[0]) => kindsOfPlatform(cluster).map(text);
  const own = kinds(clusterModel({})).filter((kind) => !kinds(hubClusterModel({})).includes(kind));
  assert.deepEqual(own, ["/Secret", "apps/StatefulSet", "batch/CronJob"]);
});
