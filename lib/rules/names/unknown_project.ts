import { knownNames } from "../known_names.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH008: a service names a project that Argo CD isn't told about. */
export const unknownProject: ServiceRule = {
  code: "MESH008",
  name: "unknown-project",
  severity: "error",
  over: "service",
  about: ["project"],
  summary: "A service belongs to a project that doesn't exist",
  reason: "Argo CD refuses to sync an Application whose project it doesn't know.",
  fix:
    "Declare the project in `argocd/argocd.ts`, or correct the name. There is always one called `services`.",
  example: {
    wrong: `project: "servcies",`,
    right: `project: "services",`,
  },
  *check(service, { whole }) {
    const { projects, file } = whole.model.argocd;
    if (projects.some((project) => project.name === service.project)) return;
    const text = `is ${JSON.stringify(service.project)}, which ${file} does not declare`;
    yield at(["project"], text, knownNames(service.project, projects.map((project) => project.name)));
  },
};
