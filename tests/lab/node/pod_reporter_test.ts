import assert from "node:assert/strict";
import type { V1PodStatus } from "@kubernetes/client-node";
import type { AgentContext } from "../../../lab/node/agent_context.ts";
import type { PodEvent } from "../../../lab/node/cluster_api.ts";
import { hinderedStates, PodReporter } from "../../../lab/node/pod_reporter.ts";
import { podOf } from "./pod.ts";

function reporter() {
  const patched: V1PodStatus[] = [];
  const events: PodEvent[] = [];
  const api = {
    patchStatus: (pod: ReturnType<typeof podOf>, status: V1PodStatus) => {
      patched.push(status);
      return Promise.resolve({ ...pod, status });
    },
    event: (_pod: unknown, event: PodEvent) => Promise.resolve(void events.push(event)),
  };
  const context = { api, tell: () => {} } as unknown as AgentContext;
  return { reporter: new PodReporter(context), patched, events };
}

const sources = (message: string) => ({
  states: hinderedStates(podOf(), message),
  addresses: undefined,
  startTime: 0,
});

Deno.test("a status is told when it is new, and only then", async () => {
  const { reporter: own, patched } = reporter();
  // Conditions that stay as they are keep their time, as the API server has it.
  const status = await own.status(podOf(), sources("no volume"));
  const pod = { ...podOf(), ...(status === undefined ? {} : { status }) };
  assert.equal(await own.status(pod, sources("no volume")), undefined);
  await own.status(pod, sources("no secret"));
  const messages = patched.map(({ containerStatuses }) => containerStatuses?.[0]?.state?.waiting?.message);
  assert.deepEqual(messages, ["no volume", "no secret"]);
});

Deno.test("an event is not repeated at once", () => {
  const { reporter: own, events } = reporter();
  const event = { type: "Warning", reason: "Unhealthy", message: "no answer" } as const;
  for (const message of ["no answer", "no answer", "refused"]) own.happened(podOf(), { ...event, message });
  assert.deepEqual(events.map(({ message }) => message), ["no answer", "refused"]);
});
