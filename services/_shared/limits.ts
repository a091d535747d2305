/** What may be under way towards a tier, and when a pod of it is left out: the same for all three to start with. */
export const limits = {
  loadBalancer: "ROUND_ROBIN",
  connectionPool: { maxConnections: 100, http1MaxPendingRequests: 50 },
  outlierDetection: {
    consecutive5xxErrors: 5,
    interval: "10s",
    baseEjectionTime: "30s",
    maxEjectionPercent: 50,
  },
} as const;
