/** What the modules of `lib/` import and use, read off their syntax. */
import { parse } from "@babel/parser";
import { posix } from "@std/path";

/** One import of a module. */
export interface ModuleImport {
  /** As written: `./yaml.ts`, `zod`, `node:fs`. */
  readonly specifier: string;
  /** Whether it is gone at run time. */
  readonly typeOnly: boolean;
  /** The imported names; `*` for all of them. */
  readonly names: readonly string[];
}

/** What is known of a module. */
export interface ModuleFacts {
  readonly imports: readonly ModuleImport[];
  /** The global names that it mentions, of those that lead out of the process: `Deno`, `Worker`, `fetch`, `process`. */
  readonly globals: readonly string[];
  /** Whether a text in it begins a Kubernetes object as YAML. */
  readonly hasYamlText: boolean;
  readonly lines: number;
}

/** A module's facts by its path from the repository's root: `lib/tree/yaml.ts`. */
export type ModuleGraph = ReadonlyMap<string, ModuleFacts>;

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const outward = new Set(["Deno", "Worker", "fetch", "process", "WebSocket", "XMLHttpRequest"]);
const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

/** A key that is no use of a name: `a.Deno`, `{ Deno: 1 }`. */
function isKey(parent: Node, key: string): boolean {
  return parent.computed !== true &&
    ((parent.type === "MemberExpression" && key === "property") ||
      (key === "key" &&
        /^(Object(Property|Method)|Class(Property|Method)|TSPropertySignature)$/.test(parent.type)));
}

function importOf(node: Node): ModuleImport | undefined {
  const specifier = (node.source as { value?: unknown } | null | undefined)?.value;
  if (node.type === "CallExpression" || node.type === "ImportExpression") {
    const source = node.type === "ImportExpression"
      ? node.source
      : (node.callee as Node).type === "Import"
      ? (node.arguments as Node[])[0]
      : undefined;
    const value = (source as Node | undefined)?.value;
    return typeof value === "string" ? { specifier: value, typeOnly: false, names: ["*"] } : undefined;
  }
  if (typeof specifier !== "string") return undefined;
  if (node.type === "ExportAllDeclaration") {
    return { specifier, typeOnly: node.exportKind === "type", names: ["*"] };
  }
  if (node.type !== "ImportDeclaration" && node.type !== "ExportNamedDeclaration") return undefined;
  const kind = node.type === "ImportDeclaration" ? "importKind" : "exportKind";
  const specifiers = node.specifiers as Node[];
  const values = specifiers.filter((one) => one[kind] !== "type");
  const nameOf = (one: Node) => {
    const outer = (node.type === "ImportDeclaration" ? one.imported : one.local) as Node | undefined;
    return String(outer?.name ?? outer?.value ?? "*");
  };
  return {
    specifier,
    // `import "./x.ts"` names nothing and is all the more for run time.
    typeOnly: node[kind] === "type" || (specifiers.length > 0 && values.length === 0),
    names: specifiers.map(nameOf),
  };
}

/** Reads one module. */
export function moduleFacts(source: string): ModuleFacts {
  const imports: ModuleImport[] = [];
  const globals = new Set<string>();
  let hasYamlText = false;
  const visit = (node: Node, parent: Node, key: string) => {
    const found = importOf(node);
    if (found !== undefined) imports.push(found);
    if (node.type === "Identifier" && outward.has(String(node.name)) && !isKey(parent, key)) {
      globals.add(String(node.name));
    }
    const text = node.type === "StringLiteral"
      ? node.value
      : node.type === "TemplateElement"
      ? (node.value as { cooked?: unknown }).cooked
      : undefined;
    if (typeof text === "string" && /^apiVersion: \S/m.test(text)) hasYamlText = true;
    for (const [name, value] of Object.entries(node)) {
      if (name === "leadingComments" || name === "trailingComments" || name === "innerComments") continue;
      for (const inner of Array.isArray(value) ? value : [value]) if (isNode(inner)) visit(inner, node, name);
    }
  };
  const { program } = parse(source, { sourceType: "module", plugins: ["typescript"] });
  visit(program as unknown as Node, program as unknown as Node, "");
  return {
    imports,
    globals: [...globals].sort(),
    hasYamlText,
    lines: source.split("\n").length - (source.endsWith("\n") ? 1 : 0),
  };
}

/** The path of an imported module; undefined for a package. */
export function importedPath(from: string, specifier: string): string | undefined {
  return specifier.startsWith(".") ? posix.normalize(posix.join(posix.dirname(from), specifier)) : undefined;
}

/** Reads every module below a folder. */
export function readModules(folder: string): ModuleGraph {
  const modules = new Map<string, ModuleFacts>();
  const walk = (below: string) => {
    for (const entry of [...Deno.readDirSync(below)].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${below}/${entry.name}`;
      if (entry.isDirectory) walk(path);
      else if (path.endsWith(".ts")) modules.set(path, moduleFacts(Deno.readTextFileSync(path)));
    }
  };
  walk(folder);
  return modules;
}

/** Every cycle of modules that need each other at run time, each once and beginning with its first path. */
export function importCycles(modules: ModuleGraph): readonly (readonly string[])[] {
  const cycles = new Map<string, readonly string[]>();
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (path: string) => {
    const before = way.indexOf(path);
    if (before >= 0) {
      const cycle = way.slice(before);
      const first = cycle.indexOf(cycle.toSorted()[0]!);
      const turned = [...cycle.slice(first), ...cycle.slice(0, first)];
      cycles.set(turned.join(" "), turned);
      return;
    }
    if (done.has(path)) return;
    way.push(path);
    for (const { specifier, typeOnly } of modules.get(path)?.imports ?? []) {
      const to = typeOnly ? undefined : importedPath(path, specifier);
      if (to !== undefined) visit(to);
    }
    way.pop();
    done.add(path);
  };
  for (const path of modules.keys()) visit(path);
  return [...cycles.values()];
}
