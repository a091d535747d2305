/** Trees that the generator doesn't render: edited by hand, or by a generator that knows less. */
import { noCanary, set } from "./edits.ts";
import type { Edit, Transition } from "./transition.ts";

const subset = `  - name: canary
    labels:
      version: canary
`;

/** Argo CD deletes what is gone in the waves' order, and the routes change last. */
const careless: readonly Edit[] = [
  { path: "lab/argocd/applications/backend.yaml", replace: "    - PruneLast=true\n", with: "" },
];

const notes = `apiVersion: v1
kind: ConfigMap
metadata:
  name: notes
  namespace: ml
data:
  what: moves
`;

export const byHand: readonly Transition[] = [
  {
    name: "a subset is removed while routes lead to it",
    change: [{ path: "base/backend/destination-rule.yaml", replace: subset, with: "" }],
    expected: ["requests-lost"],
    split: "none",
  },
  {
    name: "a subset is removed before the routes to it are",
    change: [noCanary("backend"), { path: "base/backend/destination-rule.yaml", replace: subset, with: "" }],
    expected: ["canary-removed-above-zero", "requests-fail"],
  },
  {
    name: "a canary's pods are deleted before its routes change",
    change: [
      noCanary("backend"),
      ...careless,
      { path: "base/backend/virtual-service.yaml", replace: 'sync-wave: "-1"', with: 'sync-wave: "2"' },
    ],
    expected: ["canary-removed-above-zero", "requests-fail"],
  },
  {
    name: "routes lead to a canary before its pods are ready",
    before: [noCanary("backend")],
    change: [
      set("backend", "canary", {
        image: "ghcr.io/3rvision/backend:1.1.0",
        routes: [{ headers: { "x-canary": { exact: "true" } } }],
        steps: [10, 25, 50, 100],
        step: 0,
      }),
      { path: "base/backend/virtual-service.yaml", replace: 'sync-wave: "2"', with: 'sync-wave: "-1"' },
    ],
    expected: ["requests-fail"],
  },
  {
    name: "a NetworkPolicy no longer lets a caller in",
    change: [{
      path: "base/backend/network-policy.yaml",
      replace: "          app: frontend\n",
      with: "          app: somebody-else\n",
    }],
    expected: ["requests-lost"],
  },
  {
    name: "an AuthorizationPolicy no longer names a caller",
    change: [{
      path: "base/backend/authorization-policy.yaml",
      replace: "cluster.local/ns/frontend/sa/frontend",
      with: "cluster.local/ns/frontend/sa/other",
    }],
    expected: ["requests-lost"],
  },
  {
    name: "a Deployment selects other pods",
    change: [{
      path: "base/ml/deployment-stable.yaml",
      replace: "    matchLabels:\n      app: ml\n      version: stable\n",
      with: "    matchLabels:\n      version: stable\n",
    }],
    expected: ["immutable-field"],
    split: "none",
  },
  {
    name: "a Service loses its address",
    change: [{
      path: "base/ml/service.yaml",
      replace: "spec:\n",
      with: "spec:\n  clusterIP: None\n",
    }],
    expected: ["immutable-field"],
  },
  {
    name: "a ConfigMap moves to another Application",
    before: [
      { path: "base/ml/notes.yaml", replace: "", with: notes },
      {
        path: "base/ml/kustomization.yaml",
        replace: "- config-map.yaml\n",
        with: "- config-map.yaml\n- notes.yaml\n",
      },
    ],
    change: [
      { path: "base/ml/kustomization.yaml", replace: "- notes.yaml\n", with: "" },
      { path: "base/backend/notes.yaml", replace: "", with: notes },
      {
        path: "base/backend/kustomization.yaml",
        replace: "- config-map.yaml\n",
        with: "- config-map.yaml\n- notes.yaml\n",
      },
    ],
    expected: ["owner-changes"],
  },
  {
    name: "mutual TLS is switched off for the callers of a service that insists on it",
    change: [{ path: "base/backend/destination-rule.yaml", replace: "ISTIO_MUTUAL", with: "DISABLE" }],
    expected: ["requests-lost"],
  },
  {
    name: "the Sidecar of a caller no longer imports whom it calls, and its processes stay as they are",
    change: [{
      path: "base/frontend/sidecar.yaml",
      replace: "    - backend/backend-service.backend.svc.cluster.local\n",
      with: "",
    }],
    expected: ["requests-lost"],
  },
];
