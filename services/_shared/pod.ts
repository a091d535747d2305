/** What every tier is told of its pod: it says so in each answer and log line. */
export const pod = {
  POD_NAME: { field: "metadata.name" },
  VERSION: { field: "metadata.labels['version']" },
} as const;
