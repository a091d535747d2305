import assert from "node:assert/strict";
import {
  failedRequests,
  ofService,
  promSeconds,
  rateRange,
} from "../../../lib/resources/observability/promql.ts";

const spans = [["15s", 15], ["5m", 300], ["24h", 86_400], ["15d", 1_296_000], ["2w", 1_209_600], [
  "1y",
  31_536_000,
]] as const;

for (const [text, seconds] of spans) {
  Deno.test(`${text} are ${seconds} seconds`, () => assert.equal(promSeconds(text), seconds));
}

Deno.test("a rate is over four scrapes, and over a minute at the least", () => {
  assert.equal(rateRange({ scrapeInterval: "5s" }), "60s");
  assert.equal(rateRange({ scrapeInterval: "15s" }), "60s");
  assert.equal(rateRange({ scrapeInterval: "1m" }), "240s");
});

Deno.test("a failed request is one of HTTP, and of gRPC unless that is ruled out", () => {
  assert.match(
    failedRequests('a="b"', "1m"),
    /^rate\(.*response_code=~"5\.\."}\[1m\]\) or rate\(.*grpc_response_status/,
  );
  assert.doesNotMatch(failedRequests('a="b"', "1m", false), / or /);
});

Deno.test("a service is found by its Service and namespace, which is all that is known where no pod answered", () => {
  assert.equal(
    ofService({ namespace: "shop", serviceName: "backend-service" }),
    'destination_service_namespace="shop",destination_service_name="backend-service"',
  );
});
