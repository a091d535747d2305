/** `new`: begins a service. */
import { toDiskError } from "../../disk/errors.ts";
import { type Command, defineCommand } from "../command.ts";
import { exitCodes } from "../exit_code.ts";
import { Failure } from "../failure.ts";
import { printDiagnostics } from "../../report/print_findings.ts";
import { sourceReader } from "../report_options.ts";
import { serviceTemplate } from "../service_template.ts";

const usage = (message: string, fix?: string) => new Failure(exitCodes.usage, message, fix);

/** The nearest name of the right form: `My_Service` → `my-service`. */
function nearestName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^[^a-z]+|-+$/g, "").slice(0, 63);
}

async function readFields(
  name: string,
  options: {
    readonly namespace: string | undefined;
    readonly port: string | undefined;
    readonly image: string | undefined;
  },
) {
  // The schema's library is loaded only here: other commands start faster without it.
  const { dnsLabel, imageReference } = await import("../../catalogue/schema/scalars.ts");
  const rule = 'must be a DNS label: lower case letters, digits and "-", beginning with a letter, at most 63';
  if (!dnsLabel.safeParse(name).success) {
    const near = nearestName(name);
    const fix = near !== "" && dnsLabel.safeParse(near).success
      ? `did you mean ${JSON.stringify(near)}?`
      : undefined;
    throw usage(`Cannot create the service ${JSON.stringify(name)}: the name ${rule}`, fix);
  }
  const { namespace, image } = options;
  if (namespace !== undefined && !dnsLabel.safeParse(namespace).success) {
    throw usage(`--namespace is ${JSON.stringify(namespace)}, ${rule}`);
  }
  if (image !== undefined && !imageReference.safeParse(image).success) {
    throw usage(
      `--image is ${JSON.stringify(image)}, must be a reference such as "registry.example/${name}:1.0.0"`,
    );
  }
  const port = Number(options.port ?? "8080");
  if (!/^[0-9]+$/.test(options.port ?? "8080") || port < 1 || port > 65535) {
    throw usage(`--port is ${JSON.stringify(options.port)}, must be a whole number from 1 to 65535`);
  }
  return { name, namespace, image, port };
}

function create(root: string, file: string, name: string, text: string): void {
  try {
    Deno.writeTextFileSync(`${root}/${file}`, text, { createNew: true });
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) {
      throw new Failure(
        exitCodes.refused,
        `Cannot create ${JSON.stringify(file)}: the file exists`,
        "choose another name",
      );
    }
    if (error instanceof Deno.errors.NotCapable) {
      throw usage(
        `Cannot create ${JSON.stringify(file)}: Deno was started without --allow-write=services`,
        `run "deno task new ${name}"`,
      );
    }
    throw toDiskError(error, "write", file);
  }
}

/** Writes `services/<service>.ts`. */
export const newCommand: Command = defineCommand({
  name: "new",
  summary: "Begin a service: writes services/<service>.ts from a commented template",
  description:
    `  The template passes every rule, so that "deno task generate" works at once. Change the image, the port and the
  probes; the comments say what can be added. An existing file is never overwritten.`,
  positionals: ["<service>"],
  options: {
    namespace: {
      kind: "text",
      placeholder: "NAME",
      description: "its namespace; default: the service's name",
    },
    port: { kind: "text", placeholder: "NUMBER", description: "the port it answers on; default: 8080" },
    image: { kind: "text", placeholder: "REFERENCE", description: "its image, best with tag and digest" },
    "dry-run": { kind: "flag", description: "print the file, write nothing" },
  },
  examples: [
    { command: "new reports", purpose: "a service in a namespace of its own" },
    { command: "new reports --namespace office --port 3000", purpose: "in a namespace that others share" },
    { command: "new reports --dry-run", purpose: "see the template" },
  ],
  async run({ root, output }, { options, positionals }) {
    const fields = await readFields(positionals[0]!, options);
    const text = serviceTemplate(fields);
    if (options["dry-run"]) {
      output.result.line(text.trimEnd());
      return exitCodes.ok;
    }
    const file = `services/${fields.name}.ts`;
    create(root, file, fields.name, text);
    output.result.line(`${file}: created`);
    const { checkCatalogue } = await import("../../pipeline/check_catalogue.ts");
    const { diagnostics } = await checkCatalogue(root);
    const own = diagnostics.filter(({ origin }) => origin.file === file);
    printDiagnostics(own, output.messages, { format: "text", readSource: sourceReader(root) });
    if (own.some(({ severity }) => severity === "error")) return exitCodes.invalid;
    output.result.line(`  next: change what the comments say, then run "deno task generate"`);
    return exitCodes.ok;
  },
});
