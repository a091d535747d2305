import assert from "node:assert/strict";
import fengari from "fengari-web";
import { parseAll } from "@std/yaml";
import { argocdSettings } from "../../../lib/resources/platform/argocd_settings.ts";
import { clusterModel } from "../cluster_model_fixture.ts";
import { applicationHealth } from "../../../lib/resources/platform/application_health.ts";

const { lauxlib, lua, lualib, to_luastring } = fengari;

type Json = string | boolean | { readonly [key: string]: Json };

function push(state: unknown, value: Json): void {
  if (typeof value === "boolean") lua.lua_pushboolean(state, value);
  else if (typeof value === "string") lua.lua_pushstring(state, to_luastring(value));
  else {
    lua.lua_newtable(state);
    for (const [key, entry] of Object.entries(value)) {
      push(state, entry);
      lua.lua_setfield(state, -2, to_luastring(key));
    }
  }
}

/** Runs the script in a real Lua with the Application as `obj` and with no more libraries than Argo CD gives it. */
function health(application: Json): readonly [status: string, message: string] {
  const state = lauxlib.luaL_newstate();
  lauxlib.luaL_requiref(state, to_luastring("_G"), lualib.luaopen_base, 1);
  lauxlib.luaL_requiref(state, to_luastring("table"), lualib.luaopen_table, 1);
  push(state, application);
  lua.lua_setglobal(state, to_luastring("obj"));
  const failed = lauxlib.luaL_dostring(state, to_luastring(applicationHealth));
  if (failed) assert.fail(lua.lua_tojsstring(state, -1));
  const field = (name: string): string => {
    lua.lua_getfield(state, -1, to_luastring(name));
    const text: string = lua.lua_tojsstring(state, -1);
    lua.lua_pop(state, 1);
    return text;
  };
  return [field("status"), field("message")];
}

const git = {
  repoURL: "https://git.example/p.git",
  path: "clusters/lab/platform/mesh",
  targetRevision: "main",
};
const chart = { repoURL: "https://charts.example", chart: "istiod", targetRevision: "1.31.0" };
const automated = { syncPolicy: { automated: { prune: true } } };
const metadata = { name: "mesh", namespace: "argocd" };
const known = (status: string, sync: string, source: Json) => ({
  health: { status },
  sync: { status: sync, comparedTo: { source } },
});

const waitingForComparison = ["Progressing", "Waiting for the first comparison"];
const waitingForSource = ["Progressing", "Waiting for a comparison with the new source"];
const waitingForSync = ["Progressing", "Waiting to be synced"];

for (
  const [what, application, expected] of [
    ["that nobody has looked at", { metadata, spec: { source: git } }, waitingForComparison],
    [
      "whose health isn't known",
      { metadata, spec: { source: git }, status: { sync: { status: "Synced" } } },
      waitingForComparison,
    ],
    [
      "that is synced and healthy",
      { metadata, spec: { source: git, ...automated }, status: known("Healthy", "Synced", git) },
      ["Healthy", ""],
    ],
    [
      "of a chart that is synced and healthy",
      { metadata, spec: { source: chart, ...automated }, status: known("Healthy", "Synced", chart) },
      ["Healthy", ""],
    ],
    [
      "of which only the old version is known",
      {
        metadata,
        spec: { source: { ...chart, targetRevision: "1.32.0" }, ...automated },
        status: known("Healthy", "Synced", chart),
      },
      waitingForSource,
    ],
    [
      "whose objects don't exist yet but that counts as healthy",
      { metadata, spec: { source: git, ...automated }, status: known("Healthy", "OutOfSync", git) },
      waitingForSync,
    ],
    [
      "that a person syncs",
      {
        metadata,
        spec: { source: git, syncPolicy: { retry: {} } },
        status: known("Healthy", "OutOfSync", git),
      },
      ["Healthy", ""],
    ],
    [
      "that is degraded, in sync or not",
      { metadata, spec: { source: git, ...automated }, status: known("Degraded", "OutOfSync", git) },
      ["Degraded", ""],
    ],
    [
      "that owns itself, whatever its state",
      {
        metadata: {
          name: "root",
          namespace: "argocd",
          annotations: { "argocd.argoproj.io/tracking-id": "root:argoproj.io/Application:argocd/root" },
        },
        spec: { source: git, ...automated },
        status: known("Missing", "OutOfSync", git),
      },
      ["Healthy", "Keeps itself"],
    ],
    [
      "that another with a longer name owns",
      {
        metadata: {
          name: "root",
          namespace: "argocd",
          annotations: { "argocd.argoproj.io/tracking-id": "rooty:argoproj.io/Application:argocd/root" },
        },
        spec: { source: git },
      },
      waitingForComparison,
    ],
  ] as const
) {
  Deno.test(`an Application ${what} is ${expected[0]}`, () => {
    assert.deepEqual(health(application), expected);
  });
}

Deno.test("what the how-to tells a hub to put into argocd-cm is what a cluster with its own Argo CD gets", () => {
  const page = Deno.readTextFileSync("docs/how-to/bootstrap-a-cluster.md");
  const blocks = [...page.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, text]) => text!);
  const maps = blocks.flatMap((text) => parseAll(text) as { metadata: { name: string }; data: Json }[])
    .filter(({ metadata }) => metadata.name === "argocd-cm");
  assert.equal(maps.length, 1);
  const settings = argocdSettings(clusterModel({})).find(({ metadata }) => metadata.name === "argocd-cm");
  const { data } = settings as unknown as { data: Record<string, string> };
  const keys = [
    "application.resourceTrackingMethod",
    "resource.customizations.health.argoproj.io_Application",
  ];
  assert.deepEqual(maps[0]!.data, Object.fromEntries(keys.map((key) => [key, data[key]])));
  assert.equal(data[keys[1]!], applicationHealth);
});
