/** The fields of the schema as they are written and documented in its sources. */
import { parse } from "@babel/parser";

/** A field of an object of the schema. */
export interface SchemaField {
  /** Where it stands: `traffic.ts: connectionPool.idleTimeout`. */
  readonly place: string;
  readonly optional: boolean;
  /** The docstring without its stars; undefined where there is none. */
  readonly documentation: string | undefined;
}

interface Node {
  readonly type: string;
  readonly leadingComments?: readonly { readonly type: string; readonly value: string }[];
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

function children(node: Node): readonly Node[] {
  return Object.entries(node).filter(([key]) => !/Comments$/.test(key))
    .flatMap(([, value]) => Array.isArray(value) ? value : [value]).filter(isNode);
}

function docstring(node: Node): string | undefined {
  const last = node.leadingComments?.at(-1);
  if (last?.type !== "CommentBlock" || !last.value.startsWith("*")) return undefined;
  return last.value.split("\n").map((line) => line.replace(/^\s*\*+\s?/, "")).join(" ").trim();
}

/** Whether a field's schema ends in `.optional()`. */
function isOptional({ type, callee }: Node): boolean {
  const { type: inner, property } = (callee ?? {}) as { type?: string; property?: { name?: string } };
  return type === "CallExpression" && inner === "MemberExpression" && property?.name === "optional";
}

/** Every field in one source: of objects that `z.strictObject` is given, and of those that are spread into them. */
export function schemaFields(file: string, source: string): readonly SchemaField[] {
  const { program } = parse(source, { sourceType: "module", plugins: ["typescript"] });
  const fields: SchemaField[] = [];
  const constants = new Map<string, Node>();
  const spread = new Set<string>();

  const readObject = (object: Node, path: string) => {
    for (const property of object.properties as Node[]) {
      if (property.type === "SpreadElement") {
        spread.add(String((property.argument as Node).name));
        continue;
      }
      const key = property.key as Node;
      const name = String(key.name ?? key.value);
      const place = path === "" ? name : `${path}.${name}`;
      fields.push({
        place: `${file}: ${place}`,
        optional: isOptional(property.value as Node),
        documentation: docstring(property),
      });
      visit(property.value as Node, place);
    }
  };

  const visit = (node: Node, path: string) => {
    const callee = node.callee as Node | undefined;
    const called = (callee?.property as { name?: string } | undefined)?.name;
    const [first] = (node.arguments ?? []) as Node[];
    if (node.type === "CallExpression" && called === "strictObject" && first?.type === "ObjectExpression") {
      readObject(first, path);
    } else for (const child of children(node)) visit(child, path);
  };

  for (const statement of program.body as unknown as Node[]) {
    const declaration =
      (statement.type === "ExportNamedDeclaration" ? statement.declaration : statement) as Node;
    if (declaration.type !== "VariableDeclaration") continue;
    for (const { id, init } of declaration.declarations as { id: { name: string }; init: Node }[]) {
      constants.set(id.name, init);
      visit(init, id.name);
    }
  }
  for (const name of spread) {
    const init = constants.get(name);
    const object = init?.type === "TSAsExpression" ? init.expression as Node : init;
    if (object?.type === "ObjectExpression") readObject(object, name);
  }
  return fields;
}
