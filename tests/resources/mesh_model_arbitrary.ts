/** Random models of services as the mesh sees them, such as rules let through. */
import fc from "fast-check";
import type { ExposureModel, PortModel, ServiceModel, StringMatchInput } from "../../lib/model/types.ts";
import { calleeModel, callerModel, exposureModel } from "./mesh_model_fixture.ts";
import { canaryModel, portModel, serviceModel, versionModel } from "./service_model_fixture.ts";

/** A short path of few letters, so that prefixes of each other are common. */
export const path: fc.Arbitrary<string> = fc.array(fc.constantFrom("a", "b"), { maxLength: 3 })
  .map((parts) => `/${parts.join("/")}`);

const ports: fc.Arbitrary<readonly PortModel[]> = fc.array(
  fc.record({
    protocol: fc.constantFrom<PortModel["protocol"]>("http", "http", "http2", "grpc", "https", "tcp"),
    moved: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
).map((list) =>
  list.map(({ protocol, moved }, index) =>
    portModel({ name: `p${index}`, port: 8000 + index, containerPort: moved ? 9000 : 8000 + index, protocol })
  )
);

const comparison: fc.Arbitrary<StringMatchInput> = fc.oneof(
  path.map((exact) => ({ exact })),
  path.map((prefix) => ({ prefix })),
);

const forcedRoute = fc.record({
  headers: fc.constantFrom({ "x-canary": { exact: "true" } }, { "x-canary": { prefix: "t" } }),
  method: fc.constantFrom("GET" as const, "POST" as const),
  path: comparison,
}, { requiredKeys: [] }).filter((route) => Object.keys(route).length > 0);

const canary = fc.record({
  weight: fc.integer({ min: 0, max: 100 }),
  routes: fc.array(forcedRoute, { maxLength: 3 }),
  mirrorPercent: fc.constantFrom(undefined, 10),
  affinity: fc.constantFrom(undefined, { cookie: "version", maxAge: "1h" }),
}).map(canaryModel);

/** Each path of a host leads to one port, as a rule sees to. */
function exposures(of: readonly PortModel[]): fc.Arbitrary<readonly ExposureModel[]> {
  const http = of.filter(({ isHttp }) => isHttp);
  if (http.length === 0) return fc.constant([]);
  return fc.uniqueArray(
    fc.record({
      host: fc.constantFrom("a.example", "b.example", "c.example"),
      path,
      port: fc.constantFrom(...http),
    }),
    { maxLength: 4, selector: ({ host, path }) => `${host}${path}` },
  ).map((list) =>
    list.map(({ host, path, port }) =>
      exposureModel({ host, paths: [path], port, shared: host === "c.example" })
    )
  );
}

/** A service `backend` in the mesh, with up to four ports. */
export const meshService: fc.Arbitrary<ServiceModel> = ports.chain((list) =>
  fc.record({
    exposures: exposures(list),
    canary: fc.option(canary, { nil: undefined }),
    callers: fc.constantFrom([], [callerModel({ ports: list })]),
    callees: fc.constantFrom([], [calleeModel({})]),
    attempts: fc.integer({ min: 0, max: 3 }),
    mirrored: fc.boolean(),
  }).map(({ attempts, mirrored, canary, ...rest }) => {
    const { traffic } = serviceModel({});
    return serviceModel({
      ...rest,
      canary,
      ports: list,
      versions: [versionModel({}), ...(canary === undefined ? [] : [versionModel({ version: "canary" })])],
      traffic: {
        ...traffic,
        retries: { ...traffic.retries, attempts },
        mirror: mirrored ? { callee: calleeModel({}), percent: 5 } : undefined,
      },
    });
  })
);
