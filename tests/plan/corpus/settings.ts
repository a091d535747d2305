/** Settings of services that stay where they are. */
import { set } from "./edits.ts";
import type { Transition } from "./transition.ts";

const data = (claim: Readonly<Record<string, string>>) =>
  set("ml", "volumes", { models: { mountPath: "/models", claim } });

export const settings: readonly Transition[] = [
  {
    name: "stable gets another image",
    change: [set("ml", "image", "ghcr.io/3rvision/ml:1.0.1")],
    expected: [],
    says: /^ml: 1 pod restarts \(image\)$/,
  },
  {
    name: "both versions get another setting",
    change: [set("ml", "config.LOG_LEVEL", "debug")],
    expected: [],
    says: /^ml: 2 pods restart \(configuration\)$/,
  },
  {
    name: "a service gets more pods",
    change: [set("ml", "replicas", 3)],
    expected: [],
    says: /^ml: ml-stable 1 → 3 pods$/,
  },
  {
    name: "an autoscaler takes over",
    change: [set("backend", "autoscaling", { minReplicas: 2, maxReplicas: 5, cpuUtilization: 70 })],
    expected: [],
  },
  {
    name: "a route gets another timeout",
    change: [set("backend", "traffic.timeout", "20s")],
    expected: [],
  },
  {
    name: "connections are limited more tightly",
    change: [set("backend", "traffic.connectionPool.maxConnections", 50)],
    expected: [],
  },
  {
    name: "pods that an autoscaler counts are made anew",
    before: [set("backend", "autoscaling", { minReplicas: 2, maxReplicas: 5, cpuUtilization: 70 })],
    change: [set("backend", "image", "ghcr.io/3rvision/backend:1.0.1")],
    expected: [],
    says: /^backend: 2 pods restart \(image\)$/,
  },
  {
    name: "limits of memory change",
    change: [set("backend", "resources.limits.memory", "256Mi")],
    expected: [],
    says: /^backend: 3 pods restart \(resources\)$/,
  },
  {
    name: "a volume grows",
    before: [data({ size: "1Gi" })],
    change: [data({ size: "2Gi" })],
    expected: [],
  },
  {
    name: "a volume shrinks",
    before: [data({ size: "2Gi" })],
    change: [data({ size: "1Gi" })],
    expected: ["immutable-field"],
    split: "none",
  },
  {
    name: "a volume gets another class",
    before: [data({ size: "1Gi", storageClass: "standard" })],
    change: [data({ size: "1Gi", storageClass: "fast" })],
    expected: ["immutable-field"],
    split: "none",
  },
  {
    name: "a service whose volume only one pod may have gets another image",
    before: [data({ size: "1Gi" }), { file: "services/ml.ts", at: ["canary"] }],
    change: [set("ml", "image", "ghcr.io/3rvision/ml:1.0.1")],
    expected: ["requests-fail"],
    split: "none",
  },
  {
    name: "a volume is given up",
    before: [data({ size: "1Gi" })],
    change: [{ file: "services/ml.ts", at: ["volumes"] }],
    expected: ["volume-lost"],
  },
];
