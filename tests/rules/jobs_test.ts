import { accepts, refuses } from "./table.ts";
import { jobField } from "../../lib/rules/jobs/job_field.ts";
import { jobOfDeployment } from "../../lib/rules/jobs/job_of_deployment.ts";
import { jobSchedule } from "../../lib/rules/jobs/job_schedule.ts";
import { scheduleSyntax } from "../../lib/rules/jobs/schedule_syntax.ts";
import { withoutPorts } from "../../lib/rules/jobs/without_ports.ts";

const cron = (job: string) => `kind: "CronJob",\nports: [],\njob: { ${job} },\n`;

refuses(
  jobField,
  "every field of what runs all the time",
  `kind: "Job",
ports: [{ name: "http", port: 80 }],
serviceName: "x",
expose: [{ host: "x" }],
probes: { readiness: { tcp: {} } },
replicas: 2,
autoscaling: { minReplicas: 1, maxReplicas: 2 },
disruption: { minAvailable: 1 },
minReadySeconds: 5,
traffic: {},`,
  [
    "services/backend.ts ports: ports is set, but means nothing for a Job (remove it)",
    "services/backend.ts serviceName: serviceName is set, but means nothing for a Job (remove it)",
    "services/backend.ts expose: expose is set, but means nothing for a Job (remove it)",
    "services/backend.ts probes: probes is set, but means nothing for a Job (remove it: a Job is well when it ends with 0)",
    "services/backend.ts replicas: replicas is set, but means nothing for a Job (use job.parallelism)",
    "services/backend.ts autoscaling: autoscaling is set, but means nothing for a Job (use job.parallelism)",
    "services/backend.ts disruption: disruption is set, but means nothing for a Job (remove it)",
    "services/backend.ts minReadySeconds: minReadySeconds is set, but means nothing for a Job (remove it)",
    "services/backend.ts traffic: traffic is set, but means nothing for a Job (remove it)",
  ],
);
accepts(
  jobField,
  "what is switched off or empty",
  `kind: "Job",
ports: [],
expose: [],
autoscaling: false,
disruption: false,`,
);
accepts(
  jobField,
  "them of a Deployment",
  `kind: "Deployment",
replicas: 2,`,
);

refuses(
  jobSchedule,
  "a CronJob without schedule",
  `kind: "CronJob",
ports: [],`,
  [`services/backend.ts kind: kind is "CronJob", but job.schedule is missing (add job: { schedule: "15 3 * * *" })`],
);
refuses(
  jobSchedule,
  "a Job with one",
  `kind: "Job",
ports: [],
job: { schedule: "15 3 * * *", timeZone: "UTC", concurrencyPolicy: "Allow" },`,
  [
    `services/backend.ts job.schedule: job.schedule is set, but a Job has no schedule (remove it, or write kind: "CronJob")`,
    `services/backend.ts job.timeZone: job.timeZone is set, but a Job has no schedule (remove it, or write kind: "CronJob")`,
    `services/backend.ts job.concurrencyPolicy: job.concurrencyPolicy is set, but a Job has no schedule (remove it, or write kind: "CronJob")`,
  ],
);
accepts(jobSchedule, "a Deployment without", `kind: "Deployment",`);
accepts(
  jobSchedule,
  "a CronJob with one and a Job without",
  `${cron(`schedule: "15 3 * * *"`)}
// services/model.ts
kind: "Job",
ports: [],
job: { backoffLimit: 1 },`,
);

refuses(jobOfDeployment, "how a Job runs", `job: { backoffLimit: 1 },`, [
  `services/backend.ts job: job is set, but this is a Deployment (write kind: "Job" or kind: "CronJob")`,
]);
accepts(
  jobOfDeployment,
  "it of a Job",
  `kind: "Job",
ports: [],
job: { backoffLimit: 1 },`,
);

refuses(scheduleSyntax, "an hour that doesn't exist", cron(`schedule: "15 25 * * *"`), [
  `services/backend.ts job.schedule: job.schedule is "15 25 * * *": the hour is "25", must be from 0 to 23`,
]);
refuses(scheduleSyntax, "7 for Sunday", cron(`schedule: "0 0 * * 7"`), [
  `services/backend.ts job.schedule: job.schedule is "0 0 * * 7": the day of the week is "7", must be from 0 to 6`,
]);
refuses(scheduleSyntax, "a day that never comes", cron(`schedule: "0 0 30 2 *"`), [
  `services/backend.ts job.schedule: job.schedule is "0 0 30 2 *": no such day exists`,
]);
refuses(
  scheduleSyntax,
  "a time zone that doesn't exist",
  cron(`schedule: "0 0 * * *", timeZone: "Europe/Bern"`),
  [`services/backend.ts job.timeZone: job.timeZone is "Europe/Bern", no known time zone (write one such as "Europe/Zurich" or "Etc/UTC")`],
);
refuses(scheduleSyntax, "an offset for a time zone", cron(`schedule: "0 0 * * *", timeZone: "+02:00"`), [
  `services/backend.ts job.timeZone: job.timeZone is "+02:00", no known time zone (write one such as "Europe/Zurich" or "Etc/UTC")`,
]);
accepts(
  scheduleSyntax,
  "a usual schedule",
  cron(`schedule: "*/15 8-18 * jan,dec mon-fri", timeZone: "Europe/Zurich"`),
);
accepts(scheduleSyntax, "a name for one", cron(`schedule: "@daily"`));

refuses(
  withoutPorts,
  "how requests reach a service without ports",
  `ports: [],
expose: [{ host: "www" }],
traffic: { timeout: "5s" },
serviceName: "x",
canary: { image: "registry.example/team/backend:1.1.0", steps: [10, 100], step: 0 },`,
  [
    "services/backend.ts expose: expose is set, but the service has no ports (declare ports, or remove it)",
    "services/backend.ts traffic: traffic is set, but the service has no ports (declare ports, or remove it)",
    "services/backend.ts serviceName: serviceName is set, but the service has no ports (declare ports, or remove it)",
    "services/backend.ts canary: canary is set, but the service has no ports (declare ports, or remove it)",
  ],
);
accepts(
  withoutPorts,
  "nothing of it",
  `ports: [],
expose: [],`,
);
