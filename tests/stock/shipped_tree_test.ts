/**
 * The shipped catalogue by the judgement of stock tools: every kustomization builds, every object is valid against the
 * real schemas, and `istioctl analyze` has nothing to say.
 */
import assert from "node:assert/strict";
import { join } from "@std/path";
import { istioctlAnalyze, kubeconform, kustomizeBuild } from "./tools.ts";

const clusters = "clusters";

function kustomizationsBelow(folder: string): readonly string[] {
  const entries = [...Deno.readDirSync(folder)].filter((entry) => !entry.name.startsWith("."));
  return [
    ...entries.some((entry) => entry.name === "kustomization.yaml") ? [folder] : [],
    ...entries.filter((entry) => entry.isDirectory).flatMap((entry) =>
      kustomizationsBelow(join(folder, entry.name))
    ),
  ].sort();
}

const names = [...Deno.readDirSync(clusters)]
  .filter((entry) => entry.isDirectory && entry.name !== "base" && !entry.name.startsWith("."))
  .map((entry) => entry.name).sort();

Deno.test("the shipped tree has three clusters", () => assert.deepEqual(names, ["lab", "prod", "staging"]));

for (const folder of kustomizationsBelow(clusters)) {
  Deno.test(`stock kustomize builds ${folder}, and every object is valid`, async () => {
    const yaml = await kustomizeBuild(folder);
    assert.match(yaml, /^kind: /m);
    assert.equal(await kubeconform(yaml), "");
  });
}

for (const name of names) {
  Deno.test(`istioctl analyze finds nothing in ${name}`, async () => {
    const parts = ["services", "platform"].flatMap((part) => kustomizationsBelow(join(clusters, name, part)));
    const objects = await Promise.all(parts.map(kustomizeBuild));
    assert.deepEqual(await istioctlAnalyze(objects.join("---\n")), []);
  });
}

Deno.test("the judges find fault: kubeconform with a field that doesn't exist, istioctl with a gateway that doesn't", async () => {
  const service = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {prots: []}\n";
  assert.match(await kubeconform(service), /prots/);
  const virtualService =
    "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: a, namespace: b}\n" +
    "spec: {hosts: [a.example], gateways: [nowhere], http: [{route: [{destination: {host: a}}]}]}\n";
  const messages = await istioctlAnalyze(virtualService);
  assert.ok(messages.some(({ code }) => code === "IST0101"), JSON.stringify(messages));
});
