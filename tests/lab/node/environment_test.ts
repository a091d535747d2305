import assert from "node:assert/strict";
import type { V1EnvFromSource, V1EnvVar } from "@kubernetes/client-node";
import { ContainerProblem } from "../../../lab/node/container_problem.ts";
import { containerEnvironment } from "../../../lab/node/environment.ts";
import { expandVariables } from "../../../lab/node/expand_variables.ts";
import { containerOf, podOf } from "./pod.ts";

const SOURCES = {
  pod: podOf({}, { annotations: { "a/b": "c" } }),
  addresses: { pod: "10.244.1.1", host: "10.244.0.1" },
  machine: { cpus: 4, memory: 8 * 2 ** 30 },
  configMaps: new Map([["settings", { data: { LEVEL: "info", PORT: "80" } }]]),
  secrets: new Map([["keys", { data: { token: btoa("geheim") } }]]),
  given: new Map([["PATH", "/bin"], ["LEVEL", "given"]]),
};

function environment(env: V1EnvVar[], envFrom: V1EnvFromSource[] = []): Record<string, string> {
  const resources = { limits: { cpu: "1500m", memory: "128Mi" }, requests: { cpu: "50m" } };
  const container = containerOf({ env, envFrom, resources });
  return Object.fromEntries(containerEnvironment(container, SOURCES));
}

const field = (fieldPath: string) => ({ name: "X", valueFrom: { fieldRef: { fieldPath } } });
const resource = (name: string, divisor?: string) => ({
  name: "X",
  valueFrom: { resourceFieldRef: { resource: name, ...(divisor === undefined ? {} : { divisor }) } },
});

for (
  const [name, variable, expected] of [
    ["a value", { name: "X", value: "1" }, "1"],
    ["a reference to an earlier variable", { name: "X", value: "$(PATH)/x" }, "/bin/x"],
    ["a reference to an unknown variable", { name: "X", value: "$(NONE)" }, "$(NONE)"],
    ["an escaped reference", { name: "X", value: "$$(PATH)" }, "$(PATH)"],
    ["the name of the pod", field("metadata.name"), "web-1"],
    ["a label", field("metadata.labels['app']"), "web"],
    ["a label that is not there", field("metadata.labels['none']"), ""],
    ["an annotation", field("metadata.annotations['a/b']"), "c"],
    ["all labels", field("metadata.labels"), 'app="web"'],
    ["the address", field("status.podIP"), "10.244.1.1"],
    ["the node's address", field("status.hostIP"), "10.244.0.1"],
    ["a CPU limit, rounded up", resource("limits.cpu"), "2"],
    ["a CPU request in thousandths", resource("requests.cpu", "1m"), "50"],
    ["a memory limit in mebibytes", resource("limits.memory", "1Mi"), "128"],
    ["a memory request, by default the limit", resource("requests.memory"), "134217728"],
    ["a key of a config map", key("configMapKeyRef", "settings", "LEVEL"), "info"],
    ["a key of a secret", key("secretKeyRef", "keys", "token"), "geheim"],
    ["an optional key that is not there", key("secretKeyRef", "keys", "none", true), undefined],
    ["a key of an optional object that is not there", key("configMapKeyRef", "none", "x", true), undefined],
  ] as const
) {
  Deno.test(`a variable can be ${name}`, () => assert.equal(environment([variable]).X, expected));
}

function key(
  kind: "configMapKeyRef" | "secretKeyRef",
  name: string,
  of: string,
  optional?: boolean,
): V1EnvVar {
  const reference = { name, key: of, ...(optional === undefined ? {} : { optional }) };
  return { name: "X", valueFrom: { [kind]: reference } };
}

Deno.test("envFrom wins over the image, and env over envFrom", () => {
  const from = [{ configMapRef: { name: "settings" } }, { prefix: "P_", secretRef: { name: "keys" } }];
  assert.deepEqual(environment([{ name: "PORT", value: "$(PORT)80" }], from), {
    PATH: "/bin",
    LEVEL: "info",
    PORT: "8080",
    P_token: "geheim",
  });
});

for (
  const [name, variable, message] of [
    ["a secret that is not there", key("secretKeyRef", "none", "x"), 'secret "none" not found'],
    [
      "a key that is not there",
      key("configMapKeyRef", "settings", "x"),
      `couldn't find key "x" in configmap "settings"`,
    ],
    ["an unknown field", field("spec.unknown"), 'Cannot set the variable "X": there is no "spec.unknown"'],
  ] as const
) {
  Deno.test(`${name} hinders the container`, () => {
    assert.throws(() => environment([variable]), (error) => {
      assert.ok(error instanceof ContainerProblem);
      assert.deepEqual([error.reason, error.message], ["CreateContainerConfigError", message]);
      return true;
    });
  });
}

Deno.test("references are replaced once: a value that looks like a reference stays", () => {
  assert.equal(expandVariables("$(A) $$ $", new Map([["A", "$(B)"], ["B", "b"]])), "$(B) $ $");
});
