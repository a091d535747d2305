import assert from "node:assert/strict";
import { LAB_TREE } from "../../../lab/argocd/argocd_steps.ts";
import { open, PAGES } from "../../../lab/commands/open.ts";
import { pretendedLab } from "./pretended_lab.ts";

Deno.test("every page's Service is rendered, or is Argo CD's own or an option", async () => {
  const rendered = await services();
  for (const [name, { target }] of Object.entries(PAGES)) {
    if (name === "argocd" || name === "kiali") continue;
    assert.ok(rendered.has(`${target.namespace}/${target.name}:${target.port}`), name);
  }
});

Deno.test("an unknown page is refused with the nearest name, and one that the lab lacks by its Service", async () => {
  await using lab = await pretendedLab();
  await lab.up("cluster");
  const context = { engine: lab.engine(), labTree: LAB_TREE };
  const closed = Promise.resolve();
  await assert.rejects(open(context, { page: "grafna", closed }), {
    message: 'Cannot find a page "grafna": did you mean "grafana"?',
  });
  await assert.rejects(open(context, { page: "__proto__", closed }), /Cannot find a page "__proto__"/);
});

/** Every port of a Service of the platform: `<namespace>/<name>:<port>`. */
async function services(): Promise<ReadonlySet<string>> {
  const folder = `${LAB_TREE.workingTree}/clusters/${LAB_TREE.cluster}/platform`;
  const rendered = new Set<string>();
  for await (const { name: part } of Deno.readDir(folder)) {
    for await (const { name } of Deno.readDir(`${folder}/${part}`)) {
      if (!/^service-(?!account)/.test(name)) continue;
      const text = await Deno.readTextFile(`${folder}/${part}/${name}`);
      const [, service] = /^ {2}name: (\S+)$/m.exec(text) ?? [];
      const [, namespace] = /^ {2}namespace: (\S+)$/m.exec(text) ?? [];
      for (const [, port] of text.matchAll(/^ {4}port: (\d+)$/gm)) {
        rendered.add(`${namespace}/${service}:${port}`);
      }
    }
  }
  return rendered;
}
