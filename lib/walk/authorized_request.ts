/** A method and a path that a client is allowed: what a call asks for where nothing else says it. */
import { authorize } from "./authorization.ts";
import { type Client, identityOf } from "./client.ts";
import type { Endpoint } from "./endpoints.ts";
import type { Mesh } from "./mesh.ts";
import { fieldsOf, listOf, textsOf } from "./plain.ts";

/** A method and a path. */
export interface Target {
  /** In capitals. */
  readonly method: string;
  /** Begins with a slash. */
  readonly path: string;
}

const usual: Target = { method: "GET", path: "/" };

/** What a pattern of a policy stands for: itself, without its star. */
const example = (pattern: string) => {
  const path = pattern.replace(/\{\*\*?\}/g, "x").replaceAll("*", "");
  return path.startsWith("/") ? path : `/${path}`;
};

/** Every method and path that the policies of a receiver name, `GET /` first. */
export function namedTargets(mesh: Mesh, namespace: string): readonly Target[] {
  const named = [...new Set([namespace, mesh.config.rootNamespace])]
    .flatMap((place) => mesh.inNamespace("AuthorizationPolicy", place))
    .flatMap(({ spec }) => listOf(fieldsOf(spec).rules))
    .flatMap((rule) => listOf(fieldsOf(rule).to))
    .flatMap((to) => {
      const { methods, paths } = fieldsOf(fieldsOf(to).operation);
      const verbs = textsOf(methods).filter((method) => !method.includes("*"));
      return (verbs.length > 0 ? verbs : [usual.method]).flatMap((method) =>
        (textsOf(paths).length > 0 ? textsOf(paths) : [usual.path]).map((path) => ({
          method,
          path: example(path),
        }))
      );
    });
  const unique = new Map([usual, ...named].map((target) => [`${target.method} ${target.path}`, target]));
  return [...unique.values()];
}

/** The first that the policies let a client ask for; `GET /` where that is allowed, or nothing is. */
export function authorizedRequest(mesh: Mesh, client: Client, endpoint: Endpoint | undefined): Target {
  if (endpoint === undefined) return usual;
  const { workload, port } = endpoint;
  return namedTargets(mesh, workload.namespace).find(({ method, path }) => {
    const message = {
      authority: "",
      method,
      path,
      query: undefined,
      scheme: "http",
      headers: {},
      unknownHeaders: new Set<string>(),
    };
    return authorize(mesh, workload, { identity: identityOf(client.workload), port, message }).allowed ===
      true;
  }) ?? usual;
}
