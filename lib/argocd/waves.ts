/** The order in which Argo CD creates what a cluster needs; each must be healthy before the next begins. */

/** The wave of everything that the root application creates; services stand in 0. */
export const waves = {
  project: -10,
  argocdSettings: -9,
  argocd: -8,
  namespaces: -6,
  istioBase: -5,
  istioControlPlane: -4,
  istioGateway: -3,
  meshAndGateway: -2,
  service: 0,
  // Beside the services: a service that isn't well mustn't keep away what would show it, nor the other way round.
  observability: 0,
  // After the services, which it only looks at.
  canaryDriver: 1,
  // Last: before the services are there its requests would fail, and the dashboards would show that.
  loadGenerator: 1,
} as const;
