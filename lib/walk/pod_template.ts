/** Where objects say what pods they make. */
import { type Fields, fieldsOf } from "./plain.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";

/** Kinds that make pods, and the way to their template. */
const templates: Readonly<Record<string, readonly string[]>> = {
  Deployment: ["spec", "template"],
  StatefulSet: ["spec", "template"],
  DaemonSet: ["spec", "template"],
  ReplicaSet: ["spec", "template"],
  Job: ["spec", "template"],
  CronJob: ["spec", "jobTemplate", "spec", "template"],
  Pod: [],
};

/** The pods' template; undefined for a kind that makes none. */
export function templateOf(object: KubernetesObject): Fields | undefined {
  return templates[object.kind]?.reduce<Fields>((at, key) => fieldsOf(at[key]), object);
}

/** Whether a kind makes pods that run on: a change of it rolls out. */
export function isWorkload({ kind }: KubernetesObject): boolean {
  return templates[kind] !== undefined && kind !== "Job" && kind !== "CronJob";
}
