/** Edits that several transitions have in common. */
import type { CatalogueEdit } from "./transition.ts";

/** Sets a value of a service file. */
export const set = (service: string, at: string, value: unknown): CatalogueEdit => ({
  file: `services/${service}.ts`,
  at: at.split(".").map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
  value,
});

/** Removes a value of a service file. */
export const unset = (service: string, at: string): CatalogueEdit => ({
  file: `services/${service}.ts`,
  at: at.split("."),
});

/** Removes a service file. */
export const remove = (service: string): CatalogueEdit => ({ file: `services/${service}.ts`, at: [] });

/** Writes a service file. */
export const add = (service: string, value: Readonly<Record<string, unknown>>): CatalogueEdit => ({
  file: `services/${service}.ts`,
  at: [],
  value: { name: service, owner: "vision-team", resources, ...value },
});

const resources = { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "64Mi" } };

/** Removes the canary of a service, in the clusters' own settings too. */
export const noCanary = (service: string) => unset(service, "canary");

/** Puts a canary at a weight, with the steps that the shipped services have and 0 before them. */
export const weight = (service: string, percent: 0 | 10 | 25 | 50 | 100): readonly CatalogueEdit[] => [
  set(service, "canary.steps", [0, 10, 25, 50, 100]),
  set(service, "canary.step", [0, 10, 25, 50, 100].indexOf(percent)),
];
