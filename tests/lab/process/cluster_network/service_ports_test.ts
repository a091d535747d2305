import assert from "node:assert/strict";
import { servicePorts } from "../../../../lab/process/cluster_network/service_ports.ts";
import { service, slice } from "./service_objects.ts";

const web = service("web", { clusterIP: "10.96.0.5", ports: [{ name: "http", port: 80 }] });
const ends = (...endpoints: Parameters<typeof slice>[2]) =>
  servicePorts([web], [slice("web", { http: 8080 }, endpoints)])[0]?.endpoints.map(({ address }) => address);

Deno.test("a port of a Service leads to the same port of its endpoints, across slices and without repeats", () => {
  const other = service("other", { clusterIP: "10.96.0.6", ports: [{ port: 80 }] });
  const found = servicePorts([web, other], [
    slice("web", { http: 8080, metrics: 9090 }, [{ address: "10.244.1.2" }, { address: "10.244.1.1" }]),
    slice("web", { http: 8081 }, [{ address: "10.244.1.3" }]),
    slice("web", { http: 8080 }, [{ address: "10.244.1.2" }]),
    slice("elsewhere", { http: 8080 }, [{ address: "10.244.1.9" }]),
  ]);
  assert.deepEqual(found, [
    {
      name: "ns/other",
      clusterIP: "10.96.0.6",
      protocol: "tcp",
      port: 80,
      nodePort: undefined,
      endpoints: [],
    },
    {
      name: "ns/web:http",
      clusterIP: "10.96.0.5",
      protocol: "tcp",
      port: 80,
      nodePort: undefined,
      endpoints: [
        { address: "10.244.1.1", port: 8080 },
        { address: "10.244.1.2", port: 8080 },
        { address: "10.244.1.3", port: 8081 },
      ],
    },
  ]);
});

Deno.test("only ready endpoints get traffic, or if there are none, those that still serve while they end", () => {
  const ending = { address: "10.244.1.2", conditions: { ready: false, serving: true, terminating: true } };
  const failing = { address: "10.244.1.3", conditions: { ready: false, serving: false, terminating: false } };
  assert.deepEqual(ends({ address: "10.244.1.1" }, ending, failing), ["10.244.1.1"]);
  assert.deepEqual(ends(ending, failing), ["10.244.1.2"]);
  assert.deepEqual(ends(failing), []);
  assert.deepEqual(ends({ address: "10.244.1.4", conditions: {} }), ["10.244.1.4"]);
});

Deno.test("whether an endpoint is ready counts across all slices of a Service", () => {
  const ending = { address: "10.244.1.2", conditions: { ready: false, serving: true, terminating: true } };
  const found = servicePorts([web], [
    slice("web", { http: 8080 }, [ending]),
    slice("web", { http: 8080 }, [{ address: "10.244.1.1" }]),
  ]);
  assert.deepEqual(found[0]?.endpoints, [{ address: "10.244.1.1", port: 8080 }]);
});

Deno.test("the protocol tells ports of one name apart", () => {
  const dns = service("dns", {
    clusterIP: "10.96.0.10",
    ports: [{ name: "dns", port: 53, protocol: "UDP" }, { name: "dns", port: 53, protocol: "TCP" }],
  });
  const found = servicePorts([dns], [slice("dns", { dns: 5353 }, [{ address: "10.244.0.1" }], "UDP")]);
  const counts = found.map(({ protocol, endpoints }) => [protocol, endpoints.length]);
  assert.deepEqual(new Map(counts as [string, number][]), new Map([["udp", 1], ["tcp", 0]]));
});

Deno.test("a Service without cluster IP has no ports to lead anywhere", () => {
  const ports = [{ name: "http", port: 80 }];
  const services = [
    service("web", { clusterIP: "None", ports }),
    service("web", { ports }),
    service("web", { clusterIP: "", ports }),
    service("web", { type: "ExternalName", externalName: "example.com", clusterIP: "10.96.0.7", ports }),
  ];
  assert.deepEqual(servicePorts(services, [slice("web", { http: 80 }, [{ address: "10.244.1.1" }])]), []);
});
