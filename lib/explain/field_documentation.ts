/** What the schema says of a field, read from its docstring: the same words that an editor shows. */
import { parse } from "@babel/parser";
import { posix } from "@std/path";
import type { ValuePath } from "../diagnostic.ts";
import type { Expression, Program } from "../catalogue/locate/source_file.ts";

/** Which schema: the groups of the catalogue's files. */
export type SchemaName = "service" | "cluster" | "argocd";

interface Field {
  readonly node: Expression;
  readonly module: Module;
  readonly documentation: string | undefined;
}

interface Module {
  readonly names: ReadonlyMap<string, Expression>;
  readonly imports: ReadonlyMap<string, string>;
  readonly modules: Modules;
}

/** What may stand at the next step of a path. */
type Shape = { readonly fields: ReadonlyMap<string, Field> } | { readonly element: Field };

/** Reads a file of the generator by its path relative to the root, `lib/catalogue/schema/service.ts`; undefined: none. */
export type ReadGenerator = (file: string) => string | undefined;

/** Parses the modules of the schema, each once. */
class Modules {
  readonly #read: ReadGenerator;
  readonly #known = new Map<string, Module>();

  constructor(read: ReadGenerator) {
    this.#read = read;
  }

  /** By its file's name in the schema's folder: `./container.ts`. */
  module(name: string): Module {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const module = parseModule(this.#read(posix.join("lib/catalogue/schema", name)) ?? "", this);
    this.#known.set(name, module);
    return module;
  }
}

function parseModule(text: string, modules: Modules): Module {
  const program: Program = parse(text, { sourceType: "module", plugins: ["typescript"] }).program;
  const names = new Map<string, Expression>();
  const imports = new Map<string, string>();
  for (const statement of program.body) {
    if (statement.type === "ImportDeclaration" && statement.source.value.startsWith("./")) {
      for (const { local } of statement.specifiers) imports.set(local.name, statement.source.value);
    }
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declaration?.type !== "VariableDeclaration") continue;
    for (const { id, init } of declaration.declarations) {
      if (id.type === "Identifier" && init) names.set(id.name, init);
    }
  }
  return { names, imports, modules };
}

/** A docstring on one line, without its stars. */
function docstring(
  comments: readonly { readonly type: string; readonly value: string }[] | null | undefined,
) {
  const last = comments?.at(-1);
  return last?.type === "CommentBlock" && last.value.startsWith("*")
    ? last.value.replace(/^\*/, "").replaceAll(/\s*\n\s*\* ?/g, " ").trim()
    : undefined;
}

function named(
  name: string,
  module: Module,
): { readonly node: Expression; readonly module: Module } | undefined {
  const node = module.names.get(name);
  if (node !== undefined) return { node, module };
  const file = module.imports.get(name);
  return file === undefined ? undefined : named(name, module.modules.module(file));
}

function fieldsOf(node: Expression, module: Module): ReadonlyMap<string, Field> {
  if (node.type === "TSAsExpression") return fieldsOf(node.expression, module);
  if (node.type === "Identifier") {
    const found = named(node.name, module);
    return found === undefined ? new Map() : fieldsOf(found.node, found.module);
  }
  const fields = new Map<string, Field>();
  if (node.type !== "ObjectExpression") return fields;
  for (const property of node.properties) {
    if (property.type === "SpreadElement") {
      for (const [name, field] of fieldsOf(property.argument, module)) fields.set(name, field);
    } else if (property.type === "ObjectProperty") {
      const { key } = property;
      const name = key.type === "Identifier" ? key.name : key.type === "StringLiteral" ? key.value : "";
      const documentation = docstring(property.leadingComments) ?? fields.get(name)?.documentation;
      fields.set(name, { node: property.value as Expression, module, documentation });
    }
  }
  return fields;
}

function shapesOf(node: Expression, module: Module): readonly Shape[] {
  if (node.type === "Identifier") {
    const found = named(node.name, module);
    return found === undefined ? [] : shapesOf(found.node, found.module);
  }
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return [];
  const { object, property } = node.callee;
  const method = property.type === "Identifier" ? property.name : "";
  const argument = (index: number) => node.arguments[index] as Expression;
  // `….optional()` and its like say nothing of what is inside.
  if (object.type !== "Identifier" || object.name !== "z") return shapesOf(object as Expression, module);
  const element = (index: number): Shape => ({
    element: { node: argument(index), module, documentation: undefined },
  });
  switch (method) {
    case "strictObject":
      return [{ fields: fieldsOf(argument(0), module) }];
    case "record":
      return [element(1)];
    case "array":
      return [element(0)];
    case "union":
    case "discriminatedUnion": {
      const options = argument(method === "union" ? 0 : 1);
      return options.type === "ArrayExpression"
        ? options.elements.flatMap((option) => shapesOf(option as Expression, module))
        : [];
    }
    default:
      return [];
  }
}

/** What the schema says of the field at a path, as one line; undefined where it says nothing. */
export type Documentation = (schema: SchemaName, path: ValuePath) => string | undefined;

/** Reads the schema's docstrings, when they are asked for. */
export function schemaDocumentation(read: ReadGenerator): Documentation {
  const modules = new Modules(read);
  return (schema, path) => {
    const module = modules.module(`./${schema}.ts`);
    const root = module.names.get(schema);
    let at: readonly Field[] = root === undefined ? [] : [{ node: root, module, documentation: undefined }];
    for (const step of path) {
      at = at.flatMap(({ node, module }) => shapesOf(node, module)).flatMap((shape) => {
        if ("element" in shape) return [shape.element];
        const field = shape.fields.get(String(step));
        return field === undefined ? [] : [field];
      });
    }
    return at.find(({ documentation }) => documentation !== undefined)?.documentation;
  };
}

const defaultIn = (documentation: string | undefined) =>
  /Default(?::| \().*$/.exec(documentation ?? "")?.[0].replace(/ (?:Not together|CronJob only).*$/, "");

/**
 * The sentences that say what holds where a field isn't written: the field's own, or else those of the nearest object
 * around it that has some. Undefined where there are none.
 */
export function documentedDefault(
  documentation: Documentation,
  schema: SchemaName,
  path: ValuePath,
): string | undefined {
  for (let length = path.length; length > 0; length--) {
    const found = defaultIn(documentation(schema, path.slice(0, length)));
    if (found !== undefined) return found;
  }
  return undefined;
}
