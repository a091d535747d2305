/** Small catalogues for tests, written as the rules' examples are. */
import { validate } from "../../lib/catalogue/validate.ts";
import type { Diagnostic } from "../../lib/diagnostic.ts";
import { buildModel } from "../../lib/model/build_model.ts";
import type { Catalogue } from "../../lib/model/catalogue.ts";
import { checkModel } from "../../lib/rules/check_model.ts";
import type { AnyRule } from "../../lib/rules/rule.ts";
import { formatPath } from "../../lib/value_path.ts";

type Fields = Readonly<Record<string, unknown>>;

const stemOf = (file: string) => file.replace(/^.*\//, "").replace(/\.ts$/, "");

/** What a file must have besides the fields that a test is about. */
export function besides(file: string): Fields {
  const name = stemOf(file);
  if (file.startsWith("services/")) {
    return {
      name,
      image: `registry.example/team/${name}:1.0.0`,
      ports: [{ name: "http", port: 8080 }],
    };
  }
  if (file.startsWith("argocd/")) return { version: "v3.2.6" };
  return {
    name,
    ...(name === "lab" ? { lab: true } : {}),
    destination: name === "lab" ? { argocd: "in-cluster" } : { argocd: "hub", name },
    repository: { url: "https://git.example.com/platform.git", revision: "main" },
    domain: `${name}.example`,
    istio: { version: "1.31.0" },
    tracing: { samplingPercent: 10 },
  };
}

/** The fields of each file of an example: those before the first comment line are of `services/backend.ts`. */
export function filesOf(text: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  let file = "services/backend.ts";
  for (const line of text.split("\n")) {
    const named = /^\/\/ (\S+\.ts)$/.exec(line)?.[1];
    if (named !== undefined) {
      file = named;
      files.set(file, files.get(file) ?? "");
    } else if (line !== "") files.set(file, `${files.get(file) ?? ""}${line}\n`);
  }
  return files;
}

/**
 * The catalogue of an example, with a lab where it names no overlay. Fails where it hasn't the schema's shape: then it
 * would show another mistake than it means to.
 */
export function catalogueOf(text: string): Catalogue {
  const files = [...filesOf(text)];
  if (!files.some(([file]) => file.startsWith("overlays/"))) files.push(["overlays/lab.ts", ""]);
  if (!files.some(([file]) => file.startsWith("argocd/"))) files.push(["argocd/argocd.ts", ""]);
  const loaded = files.map(([file, fields]) => {
    const written = new Function(`return {${fields}};`)() as Fields;
    return { file, value: { ...besides(file), ...written } };
  });
  const below = (folder: string) => loaded.filter(({ file }) => file.startsWith(folder));
  const { catalogue, diagnostics } = validate({
    services: below("services/"),
    clusters: below("overlays/"),
    argocd: below("argocd/"),
  });
  if (catalogue === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return catalogue;
}

/** What the rules say of an example. */
export function diagnosticsOf(text: string, chosen?: readonly AnyRule[]): readonly Diagnostic[] {
  const catalogue = catalogueOf(text);
  return checkModel(catalogue, buildModel(catalogue), chosen);
}

/** What one rule says of an example, a line each: `services/backend.ts canary.steps[2]: canary.steps[2] is 120, …`. */
export function linesOf(rule: AnyRule, text: string): readonly string[] {
  return diagnosticsOf(text, [rule]).map(({ origin, message, fix }) => {
    const place = origin.path.length === 0 ? origin.file : `${origin.file} ${formatPath(origin.path)}`;
    return `${place}: ${message}${fix === undefined ? "" : ` (${fix})`}`;
  });
}
