/** `canary:run`: takes a canary's steps by itself. */
import type { DriverDoors } from "../../canary/driver/mod.ts";
import { ProgramError } from "../../canary/world/program.ts";
import { durationSeconds } from "../../model/duration.ts";
import type { Arguments } from "../arguments.ts";
import { type Command, type Context, defineCommand } from "../command.ts";
import { describeRound } from "../canary/describe_round.ts";
import { endOf, isOutside } from "../canary/round_end.ts";
import { type ExitCode, exitCodes } from "../exit_code.ts";
import { Failure } from "../failure.ts";
import { StopSignal } from "../stop_signal.ts";

const options = {
  cluster: {
    kind: "text",
    placeholder: "NAME",
    description: "the cluster that is watched; default: the only one",
  },
  prometheus: {
    kind: "text",
    placeholder: "URL",
    description: "where Prometheus answers; default: http://localhost:9090",
  },
  context: {
    kind: "text",
    placeholder: "NAME",
    description: "the kubeconfig's context; default: the current one",
  },
  branch: {
    kind: "text",
    placeholder: "NAME",
    description: "where commits go; default: what Argo CD follows",
  },
  every: { kind: "text", placeholder: "DURATION", description: "time between two looks; default: 30s" },
  once: { kind: "flag", description: "look once, do what is to be done, and end: for schedules" },
  discard: {
    kind: "flag",
    description: "the checkout is the driver's own: throw away whatever is changed in it",
  },
} as const;

type RunOptions = Arguments<typeof options>["options"];

/** What is driven, and how the doors to a service's surroundings are opened. */
interface Driven {
  readonly cluster: string;
  readonly services: readonly string[];
  readonly open: (service: string) => DriverDoors;
}

async function drivenBy(root: string, service: string | undefined, written: RunOptions): Promise<Driven> {
  const { catalogueErrors, currentCatalogue } = await import("../canary/service_file.ts");
  const { drivenServices } = await import("../canary/drive_all.ts");
  const { drivenCluster } = await import("../canary/driven_cluster.ts");
  const { openDoors } = await import("../canary/open_doors.ts");
  const { model, diagnostics } = await currentCatalogue(root);
  // The newest commit may have put right what is wrong here, and a look gets it before it reads anything.
  const later = service !== undefined && written.cluster !== undefined;
  if (model === undefined && !later) throw catalogueErrors(diagnostics);
  const found = model && drivenCluster(model, { name: written.cluster, service });
  const cluster = found?.name ?? written.cluster!;
  const { context, discard, prometheus = "http://localhost:9090" } = written;
  const branch = written.branch ?? found?.repository.revision ?? "main";
  return {
    cluster,
    services: service === undefined ? drivenServices(found!) : [service],
    open: (service) => {
      try {
        return openDoors({ root, service, cluster, branch, context, prometheus, discard });
      } catch (error) {
        if (!(error instanceof ProgramError)) throw error;
        throw new Failure(exitCodes.usage, error.message, error.fix, { cause: error });
      }
    },
  };
}

function sleep(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}

const stamped = (text: string) => `${new Date().toISOString()} ${text}`;

async function drive(
  { output }: Context,
  doors: DriverDoors,
  { once, seconds }: { readonly once: boolean; readonly seconds: number },
): Promise<ExitCode> {
  const { driveOnce } = await import("../../canary/driver/mod.ts");
  using stop = new StopSignal();
  let said = "";
  let started = false;
  const say = (text: string) => {
    if (text !== said) output.result.line(stamped(text));
    said = text;
  };
  while (!stop.signal.aborted) {
    try {
      const round = await driveOnce(doors);
      started = true;
      say(describeRound(round));
      const end = endOf(round);
      if (end !== undefined || once) return end ?? exitCodes.ok;
    } catch (error) {
      if (!isOutside(error)) throw error;
      if (once || !started) throw new Failure(exitCodes.refused, error.message, error.fix, { cause: error });
      say(`wait: ${error.message}`);
    }
    await sleep(seconds, stop.signal);
  }
  return exitCodes.ok;
}

/** Drives a canary until it is stable or aborted. */
export const canaryRunCommand: Command<typeof options> = defineCommand({
  name: "canary:run",
  summary: "Drive a canary: wait for Argo CD, judge its metrics, commit the next step",
  positionals: ["[service]"],
  description:
    `  Each look gets the newest commit, asks Argo CD whether it runs, asks Prometheus how the canary does beside stable,
  and then commits and pushes the next step, holds, or aborts; the commit says why, with the numbers. Nothing is kept
  between two looks, so it may be killed and started at any time, there may be two of it, and a commit made by hand
  counts like its own. Ends with 0 when there is no canary any more, and with 3 when it has aborted one.

  With --once and no service it looks at every canary of the cluster that has an analysis, one after the other.

  It needs a checkout without changes, of the branch that Argo CD follows, and the right to push to it.`,
  options,
  examples: [
    { command: "canary:run backend --cluster lab", purpose: "until it is stable or aborted" },
    { command: "canary:run --cluster lab --once --discard", purpose: "in CI or the cluster, on a schedule" },
  ],
  async run(context, { options, positionals: [service] }) {
    const seconds = durationSeconds(options.every ?? "30s");
    if (!(seconds >= 1)) {
      throw new Failure(
        exitCodes.usage,
        `--every is ${JSON.stringify(options.every)}, must be a duration such as "30s"`,
      );
    }
    if (service === undefined && !options.once) {
      throw new Failure(
        exitCodes.usage,
        "<service> is missing",
        "name one, or write --once to look at every canary",
      );
    }
    const { cluster, services, open } = await drivenBy(context.root, service, options);
    if (service !== undefined) return await drive(context, open(service), { once: options.once, seconds });
    const say = (text: string) => context.output.result.line(stamped(text));
    if (services.length === 0) say(`done: no service has a canary with an analysis in ${cluster}`);
    const { driveAll } = await import("../canary/drive_all.ts");
    return await driveAll(services, open, say);
  },
});
