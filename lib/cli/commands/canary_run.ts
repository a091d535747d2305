/** `canary:run`: takes a canary's steps by itself. */
import { Refusal } from "../../canary/edit/refusal.ts";
import type { DriverDoors, Round } from "../../canary/driver/mod.ts";
import { ProgramError } from "../../canary/world/program.ts";
import { durationSeconds } from "../../model/duration.ts";
import type { Model } from "../../model/types.ts";
import type { Arguments } from "../arguments.ts";
import { type Command, type Context, defineCommand } from "../command.ts";
import { describeRound } from "../canary/describe_round.ts";
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

/** The only cluster with a canary of the service; where none has one, the only one that it runs in. */
function onlyCluster(model: Model | undefined, service: string): string {
  const running = (model?.clusters ?? []).filter(({ services }) =>
    services.some(({ name }) => name === service)
  );
  const withCanary = running.filter(({ services }) =>
    services.some(({ name, canary }) => name === service && canary !== undefined)
  );
  const candidates = withCanary.length > 0 ? withCanary : running;
  const [only, ...others] = candidates.map(({ name }) => name);
  if (only !== undefined && others.length === 0) return only;
  const known = candidates.map(({ name }) => name).join(", ") || "no cluster";
  throw new Failure(
    exitCodes.usage,
    `Cannot tell which cluster to watch: ${JSON.stringify(service)} runs in ${known}`,
    only === undefined ? "services/ and overlays/ say what runs where" : "write --cluster and then its name",
  );
}

async function openDoors(root: string, service: string, written: RunOptions): Promise<DriverDoors> {
  const { currentCatalogue } = await import("../canary/service_file.ts");
  const { CheckoutDoor } = await import("../canary/git_door.ts");
  const { argoDoor } = await import("../canary/argo_door.ts");
  const { measure } = await import("../../canary/measure/measure.ts");
  const { checkout } = await import("../../canary/world/git.ts");
  const { DriverCheckout } = await import("../../canary/world/driver_checkout.ts");
  const { applicationsOf } = await import("../../canary/world/kubernetes.ts");
  const { programsIn } = await import("../../canary/world/program.ts");
  const { prometheusAt } = await import("../../canary/world/prometheus.ts");
  const { model } = await currentCatalogue(root);
  const name = written.cluster ?? onlyCluster(model, service);
  const branch = written.branch ??
    model?.clusters.find((cluster) => cluster.name === name)?.repository.revision;
  const run = programsIn(root);
  const driverCheckout = new DriverCheckout(run, {
    remote: "origin",
    branch: branch ?? "main",
    discard: written.discard,
  });
  const git = new CheckoutDoor({ root, service, cluster: name, driverCheckout, checkout: checkout(run) });
  const prometheus = prometheusAt(written.prometheus ?? "http://localhost:9090");
  return {
    git,
    argo: argoDoor({ git, checkout: driverCheckout, applications: applicationsOf(written.context), service }),
    prometheus: {
      read({ canary }, window) {
        const { services, observability } = git.catalogue.cluster;
        const namespace = services.find((other) => other.name === service)!.namespace;
        const analysis = canary!.analysis!;
        // Of a Prometheus that isn't the catalogue's own, it isn't known how often it asks.
        const scrapeInterval = observability?.prometheus.scrapeInterval ?? analysis.interval;
        return measure(prometheus, { target: { service, namespace }, analysis, window, scrapeInterval });
      },
    },
    now: () => Math.floor(Date.now() / 1000),
  };
}

/** How a driver ends with a round; undefined: it goes on. */
function endOf({ action, outcome }: Round): ExitCode | undefined {
  if (action.kind === "done") return exitCodes.ok;
  return action.kind === "commit" && action.move === "abort" && outcome === "pushed"
    ? exitCodes.refused
    : undefined;
}

/** What a person can mend while the driver waits. */
function isOutside(error: unknown): error is Error & { readonly fix: string | undefined } {
  return error instanceof ProgramError || error instanceof Refusal || error instanceof Failure;
}

function sleep(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}

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
    if (text !== said) output.result.line(`${new Date().toISOString()} ${text}`);
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
  positionals: ["<service>"],
  description:
    `  Each look gets the newest commit, asks Argo CD whether it runs, asks Prometheus how the canary does beside stable,
  and then commits and pushes the next step, holds, or aborts; the commit says why, with the numbers. Nothing is kept
  between two looks, so it may be killed and started at any time, there may be two of it, and a commit made by hand
  counts like its own. Ends with 0 when there is no canary any more, and with 3 when it has aborted one.

  It needs a checkout without changes, of the branch that Argo CD follows, and the right to push to it.`,
  options,
  examples: [
    { command: "canary:run backend --cluster lab", purpose: "until it is stable or aborted" },
    { command: "canary:run backend --cluster lab --once --discard", purpose: "in CI, on a schedule" },
  ],
  async run(context, { options, positionals: [service = ""] }) {
    const seconds = durationSeconds(options.every ?? "30s");
    if (!(seconds >= 1)) {
      throw new Failure(
        exitCodes.usage,
        `--every is ${JSON.stringify(options.every)}, must be a duration such as "30s"`,
      );
    }
    const doors = await openDoors(context.root, service, options).catch((error: unknown) => {
      throw error instanceof ProgramError
        ? new Failure(exitCodes.usage, error.message, error.fix, { cause: error })
        : error;
    });
    return await drive(context, doors, { once: options.once, seconds });
  },
});
