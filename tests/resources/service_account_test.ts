import assert from "node:assert/strict";
import { serviceAccount } from "../../lib/resources/service_account.ts";
import { serviceModel } from "./service_model_fixture.ts";

Deno.test("a service has an account of its own that gets no token", () => {
  const account = serviceAccount(serviceModel({}));
  assert.equal(account.metadata.name, "backend");
  assert.equal(account.automountServiceAccountToken, false);
  assert.equal(account.metadata.annotations, undefined);
});

Deno.test("an account takes annotations and a token where the catalogue says so", () => {
  const account = serviceAccount(serviceModel({
    owner: "vision-team",
    serviceAccount: { name: "other", annotations: { "cloud/role": "reader" }, automountToken: true },
  }));
  assert.equal(account.metadata.name, "other");
  assert.equal(account.automountServiceAccountToken, true);
  assert.deepEqual(account.metadata.annotations, {
    "cloud/role": "reader",
    "platform.3rvision.dev/owner": "vision-team",
  });
});
