import assert from "node:assert/strict";
import type { ValuePath } from "../../lib/diagnostic.ts";
import type { ExplainedLine } from "../../lib/explain/explained.ts";
import { filesOf, partOfCatalogue } from "../../lib/explain/target.ts";
import { withValue } from "../../lib/explain/variation.ts";
import { placeText } from "../../lib/explain/print/words.ts";
import { toYaml } from "../../lib/tree/yaml.ts";
import { formatPath } from "../../lib/value_path.ts";
import { explainMatching, type Shipped, shipped } from "./shipped.ts";

let all: Shipped;
Deno.test.beforeAll(async () => void (all = await shipped()));

const cause = ({ relation, origin, place }: ExplainedLine["causes"][number]) =>
  `${relation} ${place.file} ${formatPath(origin.path)}`;

const stable = "base/backend/deployment-stable.yaml";
const expectations:
  readonly (readonly [what: string, path: string, line: RegExp, causes: readonly string[]])[] = [
    ["an image", stable, /^ +image: /, ["value services/backend.ts image"]],
    ["a canary's weight", "base/ml/virtual-service.yaml", /weight: 10/, [
      "value services/ml.ts canary.steps[0]",
    ]],
    ["a stable weight, which is what the canary leaves", "base/ml/virtual-service.yaml", /weight: 90/, [
      "derived services/ml.ts canary.steps[0]",
      "derived services/ml.ts canary.step",
    ]],
    ["replicas that a cluster sets for all", "prod/services/ml/kustomization.yaml", /count:/, [
      "value overlays/prod.ts defaults.replicas",
    ]],
    ["replicas that nobody sets", stable, /replicas:/, ["default services/backend.ts replicas"]],
    ["a timeout", "base/backend/virtual-service.yaml", /timeout:/, [
      "value services/backend.ts traffic.timeout",
    ]],
    ["a label of the service's name", stable, /^ {4}app: /, ["value services/backend.ts name"]],
    ["an annotation", stable, /owner:/, ["value services/backend.ts owner"]],
    ["a probe's own period", stable, /periodSeconds: 5/, [
      "value services/backend.ts probes.readiness.periodSeconds",
    ]],
    ["a probe's default period", stable, /periodSeconds: 2/, [
      "default services/backend.ts probes.startup.periodSeconds",
    ]],
    ["the head of a probe", stable, /readinessProbe:/, ["presence services/backend.ts probes.readiness"]],
    ["a value of a file that is imported", stable, /fieldPath: metadata.name/, [
      "value services/_shared/pod.ts env.POD_NAME.field",
    ]],
    [
      "a policy's principal, which the caller's calls let in",
      "base/backend/authorization-policy.yaml",
      /cluster\.local/,
      [
        "value services/frontend.ts name",
        "presence services/frontend.ts calls[0].service",
      ],
    ],
    ["an Application's repository", "lab/argocd/applications/backend.yaml", /repoURL:/, [
      "value overlays/lab.ts repository.url",
    ]],
    ["an Application's path", "lab/argocd/applications/backend.yaml", / path:/, [
      "value overlays/lab.ts name",
      "value services/backend.ts name",
    ]],
    ["a port of the machine", "lab/kind.yaml", /hostPort: 80$/, [
      "value overlays/lab.ts kind.hostPorts.http",
    ]],
    ["the share of traced requests", "prod/platform/mesh/telemetry-default-istio-system.yaml", /ercent/, [
      "value overlays/prod.ts tracing.samplingPercent",
    ]],
    ["a namespace of Argo CD's", "lab/argocd/applications/backend.yaml", /^ {2}namespace:/, [
      "default argocd/argocd.ts namespace",
    ]],
    ["a row of the page", "lab/README.md", /^\| \[ml\]/, ["value services/ml.ts ports[0].port"]],
  ];

for (const [what, path, pattern, causes] of expectations) {
  Deno.test(`the line of ${what} is explained`, () => {
    const lines = explainMatching(all, path, pattern);
    assert.ok(lines.length > 0, "no such line");
    for (const line of lines) {
      const found = line.causes.map(cause);
      assert.deepEqual(
        causes.filter((expected) => !found.includes(expected)),
        [],
        `${line.text}: ${found.join(", ")}`,
      );
      assert.equal(line.renderer === undefined, line.causes.some(({ relation }) => relation !== "presence"));
    }
  });
}

Deno.test("a default comes with the schema's words, and the place that the field would stand in", () => {
  const [line] = explainMatching(all, stable, /periodSeconds: 2/);
  const [first] = line!.causes;
  assert.equal(first!.documented, "Default: 10 (start-up: 2). Source: Kubernetes.");
  const source = Deno.readTextFileSync("services/backend.ts").split("\n");
  assert.match(
    source[first!.place.line - 1]!.slice(first!.place.column - 1),
    /^\{ http: \{ path: "\/healthz" \} \}/,
  );
});

Deno.test("what no value changes is the renderer's, with the line of its source", () => {
  const [line] = explainMatching(all, stable, /allowPrivilegeEscalation: false/);
  assert.deepEqual(line!.causes, []);
  const { file, line: at } = line!.renderer!;
  assert.match(Deno.readTextFileSync(file).split("\n")[at! - 1]!, /allowPrivilegeEscalation: false/);
});

Deno.test("a line of an overlay names the cluster's difference and the base's line with its own", () => {
  const [line] = explainMatching(all, "lab/services/backend/kustomization.yaml", /value: backend-config/);
  assert.ok(line!.causes.map(cause).includes("derived overlays/lab.ts services.backend.config.LOG_LEVEL"));
  const { base } = line!;
  assert.equal(base!.file, `clusters/${stable}`);
  assert.match(base!.text, /^ +name: backend-config-/);
  assert.ok(base!.causes.map(cause).includes("derived services/backend.ts config.LOG_LEVEL"));
});

Deno.test("a value that a cluster sets anew is explained beside the base's", () => {
  const [line] = explainMatching(all, "lab/services/backend/config-map.yaml", /LOG_LEVEL: debug/);
  assert.deepEqual(line!.causes.map(cause), ["value overlays/lab.ts services.backend.config.LOG_LEVEL"]);
  assert.equal(line!.base?.text.trim(), "LOG_LEVEL: info");
  assert.deepEqual(line!.base?.causes.map(cause), ["value services/backend.ts config.LOG_LEVEL"]);
});

Deno.test("a column of a line with several values picks the one that stands there", () => {
  const text = all.tree.get("lab/README.md")!;
  const lines = text.split("\n");
  const line = lines.findIndex((row) => row.startsWith("| [ml]")) + 1;
  for (
    const [written, expected] of [["ml:1.0.0", "services/ml.ts image"], [
      "5001",
      "services/ml.ts ports[0].port",
    ]]
  ) {
    const column = lines[line - 1]!.indexOf(written!) + written!.length;
    const [explained] = all.explainer.explain("lab/README.md", text, { line, column });
    assert.ok(
      explained!.causes.map(cause).includes(`value ${expected}`),
      explained!.causes.map(cause).join(", "),
    );
  }
});

Deno.test("a line that was edited by hand is said to be, with what the catalogue renders there", () => {
  const text = all.tree.get(stable)!;
  const edited = text.replace("periodSeconds: 5", "periodSeconds: 6").replace(
    "spec:\n",
    "spec:\n  paused: true\n",
  );
  const foreign = all.explainer.explain(stable, edited).filter(({ kind }) => kind === "foreign");
  assert.deepEqual(foreign.map(({ text, instead }) => [text.trim(), instead?.trim()]), [
    ["paused: true", undefined],
    ["periodSeconds: 6", "periodSeconds: 5"],
  ]);
  assert.deepEqual(foreign[1]!.causes.map(cause), [
    "value services/backend.ts probes.readiness.periodSeconds",
  ]);
});

/** The values that lines say and that stand in a service's, cluster's or Argo CD's file. */
const copied: {
  path: string;
  line: number;
  text: string;
  origin: { file: string; path: ValuePath };
  value: unknown;
}[] = [];

Deno.test("every line of every file has a reason, and every place is one of a file", () => {
  for (const path of all.tree.keys()) {
    const target = all.explainer.targetOf(path);
    assert.ok(target, `${path} belongs to no target`);
    if (!done.has(JSON.stringify(target))) all.explainer.prepare(target, () => true);
    done.add(JSON.stringify(target));
    for (const line of all.explainer.explain(path, all.tree.get(path))) {
      const at = `${path}:${line.line} ${line.text}`;
      assert.ok(
        line.kind === "header" || line.causes.length > 0 || line.renderer !== undefined,
        `no reason: ${at}`,
      );
      assert.notEqual(line.kind, "foreign", at);
      for (const { place, relation, origin, value } of line.causes) {
        const source = Deno.readTextFileSync(place.file).split("\n")[place.line - 1];
        assert.ok(source !== undefined && place.column <= source.length, `${at} ← ${placeText(place)}`);
        if (relation === "value") copied.push({ path, line: line.line, text: line.text, origin, value });
      }
    }
  }
  assert.ok(copied.length > 500, `${copied.length} values`);
});
const done = new Set<string>();

Deno.test("another value in the place that is named changes the line", () => {
  const { catalogue } = all.inputs;
  for (const { path, line, text, origin, value } of copied) {
    for (const other of [2, 9]) {
      const put = typeof value === "number"
        ? value + other
        : typeof value === "boolean"
        ? !value
        : `${value}${other}`;
      const change = <Value>(files: readonly { readonly file: string; readonly value: Value }[]) =>
        files.map((file) =>
          file.file === origin.file
            ? { ...file, value: withValue(file.value, origin.path, put) as Value }
            : file
        );
      const varied = {
        services: change(catalogue.services),
        clusters: change(catalogue.clusters),
        argocd: change([catalogue.argocd])[0]!,
      };
      const target = all.explainer.targetOf(path)!;
      const content = filesOf(partOfCatalogue(varied, target)!, target).get(path)?.content;
      const lines = content === undefined
        ? []
        : (typeof content === "string" ? content : toYaml(content as object)).split("\n");
      // The header stands above. A list that is sorted by the value may hold the line elsewhere.
      const kept = lines[line - 2] === text;
      assert.ok(
        !kept,
        `${path}:${line} ${text} stays when ${origin.file} ${formatPath(origin.path)} is ${put}`,
      );
    }
  }
});
