import assert from "node:assert/strict";
import type { ICronJob } from "kubernetes-models/batch/v1";
import type { JobModel } from "../../lib/model/types.ts";
import { cronJob } from "../../lib/resources/cron_job.ts";
import { jobSpec } from "../../lib/resources/job.ts";
import { objectLabels } from "../../lib/resources/labels.ts";
import { read } from "./read_object.ts";
import { jobModel, serviceModel } from "./service_model_fixture.ts";

const report = (overrides: Partial<JobModel>) =>
  serviceModel({
    name: "report",
    kind: "CronJob",
    ports: [],
    job: jobModel({ schedule: "0 3 * * *", ...overrides }),
  });

Deno.test("a CronJob starts its Job at set times, one after the other", () => {
  const service = report({});
  const object = read<ICronJob>(cronJob(service));
  assert.equal(object.metadata.name, "report");
  assert.deepEqual(object.spec, {
    schedule: "0 3 * * *",
    concurrencyPolicy: "Forbid",
    suspend: false,
    jobTemplate: { metadata: { labels: objectLabels(service) }, spec: jobSpec(service) },
  });
  assert.equal(object.spec.jobTemplate.spec.template.spec.restartPolicy, "Never");
});

Deno.test("a CronJob says its time zone, overlap and pause where the catalogue does", () => {
  const { spec } = read<ICronJob>(
    cronJob(report({ timeZone: "Europe/Zurich", concurrencyPolicy: "Replace", suspend: true })),
  );
  assert.equal(spec.timeZone, "Europe/Zurich");
  assert.equal(spec.concurrencyPolicy, "Replace");
  assert.equal(spec.suspend, true);
  assert.ok(!("suspend" in spec.jobTemplate.spec), "the pause is the CronJob's, not each run's");
});

Deno.test("a CronJob without a schedule is never left out", () => {
  assert.throws(() => cronJob(report({ schedule: undefined })), {
    message: 'Cannot render the CronJob of "report": it has no schedule',
  });
});

Deno.test("a Deployment and a Job are no CronJob", () => {
  assert.equal(cronJob(serviceModel({})), undefined);
  assert.equal(cronJob(serviceModel({ kind: "Job", job: jobModel({}) })), undefined);
});
