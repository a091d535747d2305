import assert from "node:assert/strict";
import type { IServiceEntry } from "@kubernetes-models/istio/networking.istio.io/v1/ServiceEntry";
import type { EgressModel } from "../../lib/model/types.ts";
import { serviceEntries } from "../../lib/resources/service_entry.ts";
import { only, read } from "./read_object.ts";
import { serviceModel } from "./service_model_fixture.ts";

const egress = (host: string, port: number, protocol: EgressModel["protocol"]): EgressModel => ({
  host,
  port,
  protocol,
  networks: undefined,
});

Deno.test("a host outside is seen in the service's namespace alone", () => {
  const entry = only(serviceEntries(serviceModel({ egress: [egress("api.example.com", 443, "TLS")] })));
  assert.equal(entry.metadata.name, "backend.api.example.com");
  assert.deepEqual(read<IServiceEntry>(entry).spec, {
    hosts: ["api.example.com"],
    exportTo: ["."],
    location: "MESH_EXTERNAL",
    resolution: "DNS",
    ports: [{ name: "tls-443", number: 443, protocol: "TLS" }],
  });
});

Deno.test("a host with several ports is one entry, since Istio heeds only one", () => {
  const entries = serviceEntries(serviceModel({
    egress: [
      egress("b.example.com", 443, "TLS"),
      egress("a.example.com", 9000, "GRPC"),
      egress("b.example.com", 80, "HTTP"),
    ],
  }));
  assert.deepEqual(
    entries.map((
      entry,
    ) => [entry.metadata.name, read<IServiceEntry>(entry).spec.ports.map(({ name }) => name)]),
    [["backend.a.example.com", ["grpc-9000"]], ["backend.b.example.com", ["http-80", "tls-443"]]],
  );
});

Deno.test("outside the mesh there are no entries", () => {
  assert.deepEqual(
    serviceEntries(serviceModel({ mesh: false, egress: [egress("a.example.com", 443, "TLS")] })),
    [],
  );
});

Deno.test("TCP to a host whose networks are known takes only the connections that go there", () => {
  const entries = serviceEntries(serviceModel({
    egress: [
      { ...egress("ledger.example.com", 9443, "TCP"), networks: ["203.0.113.0/24", "198.51.100.0/24"] },
      { ...egress("ledger.example.com", 443, "TLS"), networks: ["203.0.113.0/24"] },
      { ...egress("named.example.com", 443, "TLS"), networks: ["203.0.113.0/24"] },
    ],
  }));
  assert.deepEqual(
    entries.map((entry) => {
      const { addresses, resolution } = read<IServiceEntry>(entry).spec;
      return [entry.metadata.name, resolution, addresses];
    }),
    [
      ["backend.ledger.example.com", "NONE", ["198.51.100.0/24", "203.0.113.0/24"]],
      ["backend.named.example.com", "DNS", undefined],
    ],
  );
});
