import assert from "node:assert/strict";
import type { IJob } from "kubernetes-models/batch/v1";
import type { ServiceModel } from "../../lib/model/types.ts";
import { job } from "../../lib/resources/job.ts";
import { podTemplate } from "../../lib/resources/pod_template.ts";
import { read } from "./read_object.ts";
import { jobModel, serviceModel, versionModel } from "./service_model_fixture.ts";

const migration = (overrides: Partial<ServiceModel> = {}) =>
  serviceModel({ name: "migrate", kind: "Job", job: jobModel({}), ports: [], ...overrides });
const name = (overrides: Partial<ServiceModel>) => job(migration(overrides))?.metadata.name;

Deno.test("a Job runs its pod once to the end and stays afterwards", () => {
  const service = migration();
  const object = read<IJob>(job(service));
  assert.match(object.metadata.name, /^migrate-[0-9a-f]{10}$/);
  assert.deepEqual(object.spec, {
    completions: 1,
    parallelism: 1,
    backoffLimit: 3,
    template: podTemplate(service, service.versions[0]!, "Never"),
    suspend: false,
  });
});

Deno.test("a Job says its deadline, tries, pods and pause where the catalogue does", () => {
  const { template: _, ...spec } = read<IJob>(job(migration({
    job: jobModel({ deadlineSeconds: 60, backoffLimit: 0, completions: 4, parallelism: 2, suspend: true }),
  }))).spec;
  assert.deepEqual(spec, {
    completions: 4,
    parallelism: 2,
    backoffLimit: 0,
    activeDeadlineSeconds: 60,
    suspend: true,
  });
});

for (
  const [what, overrides] of [
    ["another image", { versions: [versionModel({ image: "registry.example/backend:2.0.0" })] }],
    ["another setting", { versions: [versionModel({ config: { A: "1" } })] }],
    ["another argument", { args: ["-v"] }],
    ["another number of completions", { job: jobModel({ completions: 2 }) }],
  ] as const
) {
  Deno.test(`${what} makes another Job, since nobody may change one`, () => {
    assert.notEqual(name(overrides), name({}));
  });
}

for (
  const [what, overrides] of [
    ["another number at a time", { job: jobModel({ parallelism: 2 }) }],
    ["another number of tries", { job: jobModel({ backoffLimit: 9 }) }],
    ["a pause", { job: jobModel({ suspend: true }) }],
    ["another owner", { owner: "somebody" }],
    ["labels in another order", {}],
  ] as const
) {
  Deno.test(`${what} changes the Job in place and doesn't run it again`, () => {
    const labels = { a: "1", b: "2" };
    const other = what.startsWith("labels") ? { b: "2", a: "1" } : labels;
    assert.equal(name({ ...overrides, labels: other }), name({ labels }));
  });
}

Deno.test("a Deployment and a CronJob are no Job", () => {
  assert.equal(job(serviceModel({})), undefined);
  assert.equal(job(serviceModel({ kind: "CronJob", job: jobModel({ schedule: "0 3 * * *" }) })), undefined);
});

Deno.test("a Job whose model lacks its job or its version is never left out", () => {
  assert.throws(() => job(migration({ job: undefined })), {
    message: 'Cannot render the Job of "migrate": it has no job',
  });
  assert.throws(() => job(migration({ versions: [] })), {
    message: 'Cannot render the Job of "migrate": it has no version',
  });
});
