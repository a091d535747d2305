import assert from "node:assert/strict";
import { type FaultReport, problems, reportText } from "./fault_report.ts";

const failure = { seconds: 0.1, host: "a", status: 503, error: "", body: "no healthy upstream" };

function reportOf(times: readonly number[], loses = true): FaultReport {
  return {
    fault: { name: "istiod", until: "it is ready", loses },
    load: { seconds: 30, sent: 1500, answered: 1500, failures: times.map((at) => ({ ...failure, at })) },
    killed: 5,
    recovered: 8.25,
  };
}

Deno.test("a fault without a loss is told with the time that it took", () => {
  const report = reportOf([], false);
  assert.deepEqual(problems(report), []);
  assert.equal(reportText(report), "istiod killed: none of 1,500 requests lost; 3.3 s until it is ready");
});

Deno.test("what is lost is told, and allowed where the process serves requests itself", () => {
  assert.deepEqual(problems(reportOf([5.1, 6, 7.5])), []);
  assert.equal(
    reportText(reportOf([5.1, 6, 7.5])),
    "istiod killed: 3 of 1,500 requests lost within 2.5 s (503 (UH) 3 times, at 5.1 to 7.5 s); " +
      "3.3 s until it is ready",
  );
  assert.deepEqual(problems(reportOf([6], false)), ["requests were lost: 503 (UH) once, at 6.0 s"]);
});

Deno.test("a failure before the fault, or long after it, is a problem anywhere", () => {
  assert.deepEqual(problems(reportOf([2])), ["requests failed before it: 503 (UH) once, at 2.0 s"]);
  assert.deepEqual(problems(reportOf([20])), ["requests fail after it: 503 (UH) once, at 20.0 s"]);
});

Deno.test("without requests nothing is shown", () => {
  const report = reportOf([]);
  assert.deepEqual(problems({ ...report, load: { ...report.load, sent: 0 } }), ["nothing was sent"]);
});
