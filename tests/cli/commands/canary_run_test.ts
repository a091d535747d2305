/** The driver as it is run, with the real Git, and with stand-ins for the Kubernetes API and Prometheus. */
import assert from "node:assert/strict";
import type { IPolicyRule } from "kubernetes-models/rbac.authorization.k8s.io/v1";
import { canaryDriverModel } from "../../../lib/model/canary_driver_model.ts";
import { canaryDriverObjects } from "../../../lib/resources/platform/canary_driver.ts";
import { argocdModel } from "../../resources/cluster_model_fixture.ts";
import { Workspace } from "../workspace.ts";

const canary = `  canary: {
    image: "registry.example/shop:1.1.0",
    steps: [10, 100], // two are enough
    step: 0,
    analysis: { metrics: [{ kind: "success-rate", minimum: 99 }] },
  },
`;

/** What the stand-ins say. */
interface Surroundings {
  /** The revision that Argo CD has rolled out; undefined: there is no answer. */
  revision: string | undefined;
  /** Of the canary's requests. */
  failureRate: number;
  prometheus: boolean;
  /** What the Kubernetes API was asked. */
  readonly asked: Set<string>;
}

/** What the driver may ask where it runs in the cluster: `<verb> <group>/<resource> in <namespace>`. */
const allowed: ReadonlySet<string> = new Set(
  canaryDriverObjects({
    name: "lab",
    argocd: argocdModel({}),
    repository: { url: "https://git.example/platform.git", revision: "main" },
    canaryDriver: canaryDriverModel({
      canaryDriver: { image: "registry.example/driver:1.0.0", credentials: { secret: "git" } },
    }),
  }).flatMap((object) => {
    const { kind, metadata, rules } = object as typeof object & { readonly rules?: readonly IPolicyRule[] };
    assert.notEqual(kind, "ClusterRole");
    return (kind === "Role" ? rules ?? [] : []).flatMap(({ apiGroups, resources, verbs }) =>
      (apiGroups ?? []).flatMap((group) =>
        (resources ?? []).flatMap((resource) =>
          verbs.map((verb) => `${verb} ${group}/${resource} in ${metadata.namespace}`)
        )
      )
    );
  }),
);

/** A request as the API server's authorisation reads it. */
function apiRequest({ method, url }: Request): string {
  const { pathname, searchParams } = new URL(url);
  const path =
    /^\/(?:api|apis\/([^/]+))\/[^/]+(?:\/namespaces\/([^/]+))?\/([^/]+)(?:\/([^/]+)(?:\/([^/]+))?)?$/;
  const [, group = "", namespace = "", resource = "", name, part] = path.exec(pathname) ?? [];
  const reads = searchParams.get("watch") !== null ? "watch" : name === undefined ? "list" : "get";
  const writes = { POST: "create", PUT: "update", PATCH: "patch", DELETE: "delete" };
  const verb = writes[method as keyof typeof writes] ?? reads;
  return `${verb} ${group}/${resource}${part === undefined ? "" : `/${part}`} in ${namespace}`;
}

const ago = (seconds: number) => Math.floor(Date.now() / 1000) - seconds;

function application(revision: string): unknown {
  const deployedAt = new Date(ago(590) * 1000).toISOString();
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: { name: "shop", namespace: "argocd" },
    status: {
      sync: { status: "Synced", revision },
      health: { status: "Healthy" },
      history: [{ revision, deployedAt }],
      operationState: { startedAt: deployedAt, finishedAt: deployedAt, syncResult: { revision } },
    },
  };
}

/** Counters that grow by 20 requests a second. */
function answer(form: URLSearchParams, failureRate: number): unknown {
  const query = form.get("query") ?? "";
  const rate = query.includes("shop-canary") ? failureRate : 0.001;
  const counter = (labels: Record<string, string>, perSecond: number) => {
    const values: [number, string][] = [];
    const [start, end, step] = ["start", "end", "step"].map((name) => Number(form.get(name))) as [
      number,
      number,
      number,
    ];
    for (let at = start; at <= end; at += step) values.push([at, String(Math.round(at * perSecond))]);
    return { metric: labels, values };
  };
  const result = query.includes("bucket")
    ? [counter({ le: "100" }, 20), counter({ le: "+Inf" }, 20)]
    : [counter({ response_code: "200" }, 20 * (1 - rate)), counter({ response_code: "503" }, 20 * rate)];
  return { status: "success", data: { resultType: "matrix", result } };
}

function serve(surroundings: Surroundings): Deno.HttpServer<Deno.NetAddr> {
  return Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/api/v1/query_range") {
      const form = new URLSearchParams(await request.text());
      return surroundings.prometheus
        ? Response.json(answer(form, surroundings.failureRate))
        : new Response("away", { status: 503 });
    }
    const asked = apiRequest(request);
    surroundings.asked.add(asked);
    if (!allowed.has(asked)) return Response.json({ message: `forbidden: ${asked}` }, { status: 403 });
    const known = pathname === "/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/shop";
    return !known || surroundings.revision === undefined
      ? new Response("away", { status: 503 })
      : Response.json(application(surroundings.revision));
  });
}

const kubeconfig = (port: number) =>
  JSON.stringify({
    "apiVersion": "v1",
    "kind": "Config",
    "current-context": "lab",
    "contexts": [{ name: "lab", context: { cluster: "lab", user: "driver" } }],
    "clusters": [{
      name: "lab",
      cluster: { "server": `http://127.0.0.1:${port}`, "insecure-skip-tls-verify": true },
    }],
    "users": [{ name: "driver", user: { token: "t" } }],
  });

/** Where Deno keeps packages: what is the driver's home isn't a person's. */
function denoDir(): string {
  const { stdout } = new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).outputSync();
  return (JSON.parse(new TextDecoder().decode(stdout)) as { readonly denoDir: string }).denoDir;
}

async function git(folder: string, ...args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("git", { args, cwd: folder }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout).trim();
}

/** A repository with its remote, and the surroundings of a driver. */
async function withDriver(
  use: (parts: {
    readonly surroundings: Surroundings;
    readonly workspace: Workspace;
    readonly run: (...args: string[]) => Promise<{ code: number; stdout: string; stderr: string }>;
    readonly subjects: () => Promise<readonly string[]>;
    readonly sync: () => Promise<void>;
  }) => Promise<void>,
): Promise<void> {
  await using workspace = await Workspace.create();
  const surroundings: Surroundings = {
    revision: undefined,
    failureRate: 0.001,
    prometheus: true,
    asked: new Set(),
  };
  await using server = serve(surroundings);
  const { root } = workspace;
  const elsewhere = await Deno.makeTempDir({ prefix: "driver-" });
  try {
    await workspace.writeService("shop", canary);
    await workspace.run(["generate"]);
    await workspace.write(".gitignore", "/clusters/.state/\n");
    await Deno.mkdir(`${elsewhere}/.kube`);
    await Deno.writeTextFile(`${elsewhere}/.kube/config`, kubeconfig(server.addr.port));
    await git(elsewhere, "init", "--quiet", "--bare", "--initial-branch=main", "origin.git");
    await git(root, "init", "--quiet", "--initial-branch=main");
    await git(root, "config", "user.name", "t");
    await git(root, "config", "user.email", "t@example.org");
    await git(root, "remote", "add", "origin", `${elsewhere}/origin.git`);
    await git(root, "add", "--all");
    await git(root, "commit", "--quiet", "--message=first", `--date=${ago(600)}`);
    await git(root, "-c", "user.name=t", "rebase", "--quiet", "--root", "--committer-date-is-author-date");
    await git(root, "push", "--quiet", "origin", "main");
    await use({
      surroundings,
      workspace,
      async run(...args) {
        const flags = [
          "--no-prompt",
          "--allow-read=.",
          `--allow-read=${elsewhere}/.kube`,
          "--allow-write=clusters,services",
          "--allow-run=git",
          "--allow-net=127.0.0.1",
          "--allow-env",
        ];
        const prometheus = `--prometheus=http://127.0.0.1:${server.addr.port}`;
        const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
          args: [
            "run",
            "--quiet",
            "--frozen=false",
            ...flags,
            "generate.ts",
            "canary:run",
            ...(args.length > 0 ? args : ["shop"]),
            "--once",
            prometheus,
          ],
          cwd: root,
          // A step's time begins with its commit: ten minutes have gone by for this one as soon as it is made.
          env: {
            NO_COLOR: "1",
            HOME: elsewhere,
            DENO_DIR: denoDir(),
            GIT_COMMITTER_DATE: `@${ago(600)} +0000`,
          },
          stdin: "null",
        }).output();
        const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
        return { code, stdout: text(stdout), stderr: text(stderr) };
      },
      subjects: async () => (await git(`${elsewhere}/origin.git`, "log", "--format=%s", "main")).split("\n"),
      async sync() {
        surroundings.revision = await git(`${elsewhere}/origin.git`, "rev-parse", "main");
      },
    });
  } finally {
    await Deno.remove(elsewhere, { recursive: true });
  }
}

Deno.test("a good canary is driven from its first step to stable, commit by commit", async () => {
  await withDriver(async ({ surroundings, run, subjects, sync, workspace }) => {
    const waiting = await run();
    assert.equal(waiting.code, 0, waiting.stderr);
    assert.match(
      waiting.stdout,
      /wait: no answer from the cluster about Argo CD's Application: HTTP status 503/,
    );
    await sync();
    surroundings.prometheus = false;
    assert.match((await run()).stdout, /hold:\n {2}success rate: no answer from Prometheus/);
    surroundings.prometheus = true;
    const first = await run();
    assert.match(first.stdout, /advance on [0-9a-f]{12}, pushed:\n {2}success rate: canary/, first.stderr);
    assert.match((await run()).stdout, /wait: /);
    await sync();
    assert.match((await run()).stdout, /promote on /);
    await sync();
    assert.match((await run()).stdout, /promote on .*\n {2}stable has the canary's image/);
    await sync();
    const end = await run();
    assert.equal(end.code, 0, end.stderr);
    assert.match(end.stdout, /done: /);
    assert.deepEqual(await subjects(), [
      "shop: canary 100 % → removed, promotion 3 of 3: stable is registry.example/shop:1.1.0",
      "shop: stable becomes registry.example/shop:1.1.0, promotion 2 of 3",
      "shop: canary 10 % → 100 %",
      "first",
    ]);
    assert.equal(await git(workspace.root, "status", "--porcelain"), "");
    assert.equal((await workspace.run(["check"])).code, 0);
    assert.deepEqual(surroundings.asked, allowed, "the Role of lib/resources/platform/canary_driver.ts");
    const message = (await git(workspace.root, "log", "-1", "--format=%B", "HEAD~2")).replaceAll(/\s+/g, " ");
    assert.match(message, /- success rate: canary \d+ of [\d,]+ \([\d.]+ %\), stable /);
  });
});

Deno.test("a bad canary is aborted, and the driver ends with 3", async () => {
  await withDriver(async ({ surroundings, run, subjects, sync, workspace }) => {
    surroundings.failureRate = 0.05;
    await sync();
    const { code, stdout, stderr } = await run();
    assert.equal(code, 3, stderr);
    assert.match(stdout, /abort on .*, pushed:\n {2}success rate: canary .* \(5(\.\d+)? %\)/);
    assert.deepEqual(await subjects(), ["shop: canary 10 % → 0 %, aborted", "first"]);
    assert.match(
      await workspace.read("services/shop.ts"),
      /steps: \[0, 10, 100\], \/\/ two are enough\n {4}step: 0,\n {4}paused: true,/,
    );
    await sync();
    assert.match((await run()).stdout, /hold:\n {2}the canary is paused/);
  });
});

Deno.test("without a service it looks at every canary that has an analysis, and what stops one stops no other", async () => {
  await withDriver(async ({ surroundings, run, subjects, sync, workspace }) => {
    await sync();
    surroundings.failureRate = 0.05;
    await workspace.writeService("bath", canary.replace(/ {4}analysis: .*\n/, ""));
    await workspace.writeService("zoo", canary);
    await workspace.run(["generate"]);
    await git(workspace.root, "add", "--all");
    await git(workspace.root, "commit", "--quiet", "--message=more");
    await git(workspace.root, "push", "--quiet", "origin", "main");
    surroundings.revision = await git(workspace.root, "rev-parse", "HEAD");
    const { code, stdout, stderr } = await run("--cluster=lab", "--discard");
    assert.equal(code, 3, stderr);
    assert.match(stdout, /^\S+ shop: abort on [^]*\n\S+ zoo: wait: no answer from the cluster/);
    assert.doesNotMatch(stdout, /bath/);
    assert.deepEqual((await subjects()).slice(0, 2), ["shop: canary 10 % → 0 %, aborted", "more"]);
  });
});

Deno.test("without a service and without --once it isn't known when to end", async () => {
  await using workspace = await Workspace.create();
  const { code, stderr } = await workspace.run(["canary:run"]);
  assert.equal(code, 64);
  assert.match(stderr, /<service> is missing/);
});

Deno.test("a person's changes in the checkout stop the driver before it does anything", async () => {
  await withDriver(async ({ run, sync, workspace, subjects }) => {
    await sync();
    await workspace.write("services/shop.ts", `${await workspace.read("services/shop.ts")}// mine\n`);
    const { code, stderr } = await run();
    assert.equal(code, 3);
    assert.match(stderr, /The checkout has changes: "services\/shop\.ts"/);
    assert.deepEqual(await subjects(), ["first"]);
  });
});
