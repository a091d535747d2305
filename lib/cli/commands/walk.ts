/** `walk`: one request through the rendered mesh, hop by hop. */
import { type Command, defineCommand } from "../command.ts";
import { exitCodes } from "../exit_code.ts";
import { chooseCluster, readCluster, textReader } from "../read_cluster.ts";
import { requestOf } from "../walk_request.ts";

/** Evaluates `clusters/` and nothing else. */
export const walkCommand: Command = defineCommand({
  name: "walk",
  summary: "Lead one request through the rendered mesh, hop by hop, and say why it goes where it goes",
  positionals: [],
  description:
    `  Reads clusters/ as Argo CD would apply it and does what Istio and Kubernetes make of it: gateways, routes, weights,
  subsets, faults, mutual TLS, AuthorizationPolicies and NetworkPolicies. Each decision names the line that made it and
  the line of the catalogue behind that. Probabilities are exact; those of a hop sum to 1. What is reached is followed
  into the calls that its Sidecar declares, with the headers that a process hands on.

  A field that isn't understood is named and nothing is guessed: the exit code is 5 then.`,
  options: {
    cluster: {
      kind: "text",
      placeholder: "NAME",
      description: "which cluster; may be left out where there is one",
    },
    host: { kind: "text", placeholder: "HOST", description: "from outside: the host that is asked for" },
    from: { kind: "text", placeholder: "WORKLOAD", description: "from inside: who asks" },
    to: { kind: "text", placeholder: "SERVICE", description: "from inside: who is asked" },
    port: {
      kind: "text",
      placeholder: "PORT",
      description: "default: 80 from outside, else the first HTTP port",
    },
    path: { kind: "text", placeholder: "PATH", description: "default: /" },
    method: { kind: "text", placeholder: "METHOD", description: "default: GET" },
    header: { kind: "list", placeholder: '"NAME: VALUE"', description: "a header of the request" },
    query: { kind: "list", placeholder: "NAME=VALUE", description: "a parameter of the query" },
    forward: {
      kind: "list",
      placeholder: "NAME",
      description: 'a header that processes hand on, instead of the trace\'s and "x-*"',
    },
    deny: { kind: "flag", description: "who can reach whom, as a table, with the reason of each refusal" },
    json: { kind: "flag", description: "print one JSON document" },
    mermaid: { kind: "flag", description: "print a flowchart for Markdown" },
    picture: { kind: "flag", description: "print the picture as SVG" },
  },
  examples: [
    { command: "walk --cluster lab --host frontend.local", purpose: "from outside" },
    {
      command: "walk --cluster lab --host frontend.local --header 'x-canary: true'",
      purpose: "forced to the canaries",
    },
    { command: "walk --cluster lab --from frontend --to ml", purpose: "from a workload to a Service" },
    { command: "walk --cluster lab --deny", purpose: "who can reach whom, and why not" },
    { command: "walk --cluster lab --host frontend.local --picture > walk.svg", purpose: "as a picture" },
  ],
  async run({ root, output: { result, messages } }, { options }) {
    const { placesOf, printReach, printWalk } = await import("../walk_output.ts");
    const { meshOf } = await import("../../walk/mesh.ts");
    const cluster = chooseCluster(root, options.cluster);
    const read = textReader(root);
    const built = readCluster(root, cluster, read);
    const places = placesOf(built, read);
    const unknowns = options.deny
      ? printReach(cluster, built.objects, places, options, result)
      : printWalk(cluster, built.objects, requestOf(meshOf(built.objects), options), places, options, result);
    if (unknowns.length === 0) return exitCodes.ok;
    for (const reason of unknowns) messages.line(`${messages.style.warning("not known")}: ${reason}`);
    return exitCodes.unknown;
  },
});
