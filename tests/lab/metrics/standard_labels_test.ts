import assert from "node:assert/strict";
import { type Reporter, standardLabels } from "../../../lab/metrics/standard_labels.ts";

/** The labels that Istio documents for its metrics of HTTP requests. */
const DOCUMENTED = [
  ...["reporter", "request_protocol", "response_code", "grpc_response_status", "response_flags"],
  ...["connection_security_policy", "destination_service", "destination_service_name"],
  "destination_service_namespace",
  ...["source", "destination"].flatMap((side) =>
    [
      ...["workload", "workload_namespace", "principal", "app", "version", "cluster"],
      ...["canonical_service", "canonical_revision"],
    ].map((name) => `${side}_${name}`)
  ),
];

for (const reporter of ["source", "destination"] satisfies Reporter[]) {
  Deno.test(`the ${reporter}'s proxy gives a request every label that Istio documents, each once`, () => {
    const names = standardLabels(reporter).map(({ name }) => name);
    assert.deepEqual(names.toSorted(), DOCUMENTED.toSorted());
  });
}

Deno.test("each proxy takes its own side from itself and the other from its peer", () => {
  for (
    const [reporter, own, other] of [["source", "source", "destination"], [
      "destination",
      "destination",
      "source",
    ]] as const
  ) {
    const value = (label: string) => standardLabels(reporter).find(({ name }) => name === label)?.value ?? "";
    assert.match(value(`${own}_workload`), /xds\.node/);
    assert.doesNotMatch(value(`${own}_workload`), /filter_metadata/);
    assert.match(value(`${other}_workload`), /filter_metadata/);
    assert.match(value(`${own}_principal`), /local_certificate/);
    assert.match(value(`${other}_principal`), /peer_certificate/);
  }
});
