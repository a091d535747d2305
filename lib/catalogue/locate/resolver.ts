/** Follows a value from where it is used to the literal that it is written as. */
import {
  type AnyFunction,
  bindPattern,
  isDeclared,
  lookUp,
  type Place,
  type Property,
  type Scope,
  scopeOf,
} from "./scope.ts";
import type { Expression } from "./source_file.ts";

type Call = Extract<Expression, { type: "CallExpression" }>;
type ObjectLiteral = Extract<Expression, { type: "ObjectExpression" }>;
type ListLiteral = Extract<Expression, { type: "ArrayExpression" }>;
type Named = Exclude<Property, { type: "SpreadElement" }>;

/** A node that has a range but need not have a value of its own. */
export interface Ranged {
  /** The first UTF-16 code unit. */
  readonly start?: number | null;
  /** The one after the last. */
  readonly end?: number | null;
}

/** A property or item that was looked for. */
export type Member =
  | { readonly found: Place; readonly key: Ranged | undefined }
  /** `near` is the innermost node that could be followed; `absent` where the member surely isn't there. */
  | { readonly found: undefined; readonly near: Ranged; readonly absent: boolean };

/** How often one search may look at a node: more only where a file goes in circles. */
const budget = 2000;
const identities: ReadonlySet<string> = new Set(["Object.freeze", "Object.seal", "structuredClone"]);

function calleeName(callee: Call["callee"]): string | undefined {
  if (callee.type === "Identifier") return callee.name;
  return callee.type === "MemberExpression" && !callee.computed && callee.object.type === "Identifier" &&
      callee.property.type === "Identifier"
    ? `${callee.object.name}.${callee.property.name}`
    : undefined;
}

function unsure(place: Place, sure: boolean): Place {
  return sure || !place.sure ? place : { ...place, sure: false };
}

function argument(call: Call, index: number, scope: Scope): Place | undefined {
  const given = call.arguments[index];
  return given === undefined || given.type === "SpreadElement" || given.type === "ArgumentPlaceholder"
    ? undefined
    : { node: given, scope, sure: true };
}

/** One search. Make a new one for each: it gives up after a fixed number of steps. */
export class Resolver {
  #steps = 0;

  /** The property or item of a value; undefined where it isn't there or can't be followed. */
  readonly read = (place: Place, key: string | number): Place | undefined => this.member(place, key).found;

  /** Follows for as long as a value is written elsewhere: names, casts, `define…()`, functions of one `return`. */
  settle(place: Place): Place {
    if (++this.#steps > budget) return place;
    const next = this.#next(place);
    return next === undefined ? place : unsure(this.settle(next), place.sure);
  }

  /** The property or item of a value. */
  member(place: Place, key: string | number): Member {
    const settled = this.settle(place);
    if (++this.#steps > budget) return { found: undefined, near: settled.node, absent: false };
    const member = this.#memberOf(settled, key);
    return member.found ? { ...member, found: unsure(member.found, settled.sure) } : member;
  }

  #next({ node, scope, sure }: Place): Place | undefined {
    switch (node.type) {
      case "ParenthesizedExpression":
      case "TSAsExpression":
      case "TSSatisfiesExpression":
      case "TSNonNullExpression":
      case "TSTypeAssertion":
      case "TSInstantiationExpression":
        return { node: node.expression, scope, sure };
      case "AwaitExpression":
        return { node: node.argument, scope, sure };
      case "Identifier":
        return lookUp(scope, node.name);
      case "MemberExpression": {
        const { object, property, computed } = node;
        if (object.type === "Super" || property.type === "PrivateName") return undefined;
        const key = !computed && property.type === "Identifier"
          ? property.name
          : this.#text({ node: property as Expression, scope, sure: true });
        return key === undefined ? undefined : this.read({ node: object, scope, sure: true }, key);
      }
      case "CallExpression":
        return this.#returned(node, scope);
      default:
        return undefined;
    }
  }

  #returned(call: Call, scope: Scope): Place | undefined {
    const name = calleeName(call.callee);
    if (name === undefined) return undefined;
    if (!isDeclared(scope, name.split(".")[0]!)) {
      return identities.has(name) || /^define[A-Z]/.test(name) ? argument(call, 0, scope) : undefined;
    }
    const { node, scope: outer } = this.settle({ node: call.callee as Expression, scope, sure: true });
    return node.type === "FunctionDeclaration" || node.type === "FunctionExpression" ||
        node.type === "ArrowFunctionExpression"
      ? this.#body(node, outer, call, scope)
      : undefined;
  }

  #body(callee: AnyFunction, outer: Scope, call: Call, caller: Scope): Place | undefined {
    const names = new Map<string, () => Place | undefined>();
    const parameters: Scope = { outer, names };
    callee.params.forEach((parameter, index) => {
      bindPattern(names, parameter, () => argument(call, index, caller), parameters, this.read);
    });
    if (callee.body.type !== "BlockStatement") return { node: callee.body, scope: parameters, sure: true };
    const statements = callee.body.body;
    const last = statements.at(-1);
    const straight = statements.slice(0, -1).every(({ type }) =>
      type === "VariableDeclaration" || type === "FunctionDeclaration" || type === "ExpressionStatement"
    );
    if (!straight || last?.type !== "ReturnStatement" || !last.argument) return undefined;
    return { node: last.argument, scope: scopeOf(statements, parameters, this.read), sure: true };
  }

  #text(place: Place): string | undefined {
    const { node, scope, sure } = this.settle(place);
    if (!sure) return undefined;
    switch (node.type) {
      case "StringLiteral":
        return node.value;
      case "NumericLiteral":
        return String(node.value);
      case "TemplateLiteral": {
        const parts = node.expressions.map((part) => this.#text({ node: part as Expression, scope, sure }));
        if (parts.includes(undefined)) return undefined;
        return node.quasis.map(({ value }, index) => (value.cooked ?? "") + (parts[index] ?? "")).join("");
      }
      default:
        return undefined;
    }
  }

  #memberOf(place: Place, key: string | number): Member {
    const { node, scope } = place;
    switch (node.type) {
      case "ObjectExpression":
        return this.#property(node, scope, String(key));
      case "ArrayExpression":
        return this.#item(node, scope, Number(key));
      case "ConditionalExpression":
        return this.#either([node.consequent, node.alternate], place, key);
      case "LogicalExpression":
        return this.#either(node.operator === "&&" ? [node.right] : [node.left, node.right], place, key);
      case "StringLiteral":
      case "NumericLiteral":
      case "BooleanLiteral":
      case "NullLiteral":
      case "TemplateLiteral":
        return { found: undefined, near: node, absent: true };
      default:
        return { found: undefined, near: node, absent: false };
    }
  }

  #property(literal: ObjectLiteral, scope: Scope, name: string): Member {
    // A later property wins, so what can't be followed puts everything before it in doubt.
    let doubt: Ranged | undefined;
    for (const property of [...literal.properties].reverse()) {
      if (property.type === "SpreadElement") {
        const inner = this.member({ node: property.argument, scope, sure: true }, name);
        if (inner.found) return { ...inner, found: unsure(inner.found, !doubt) };
        if (!inner.absent) doubt ??= property;
        continue;
      }
      const written = this.#name(property, scope);
      if (written === undefined) doubt ??= property;
      else if (written === name) {
        const node = property.type === "ObjectMethod" ? property : property.value as Expression;
        return { found: { node, scope, sure: !doubt }, key: property.key };
      }
    }
    return { found: undefined, near: doubt ?? literal, absent: doubt === undefined };
  }

  #name({ key, computed }: Named, scope: Scope): string | undefined {
    if (!computed && key.type === "Identifier") return key.name;
    if (key.type === "StringLiteral") return key.value;
    return key.type === "PrivateName"
      ? undefined
      : this.#text({ node: key as Expression, scope, sure: true });
  }

  #length(place: Place): number | undefined {
    const { node, scope, sure } = this.settle(place);
    if (node.type !== "ArrayExpression" || !sure || ++this.#steps > budget) return undefined;
    let length = 0;
    for (const item of node.elements) {
      const more = item?.type === "SpreadElement" ? this.#length({ node: item.argument, scope, sure }) : 1;
      if (more === undefined) return undefined;
      length += more;
    }
    return length;
  }

  #item(literal: ListLiteral, scope: Scope, index: number): Member {
    let before = 0;
    for (const item of literal.elements) {
      if (item?.type === "SpreadElement") {
        const inner: Place = { node: item.argument, scope, sure: true };
        const length = this.#length(inner);
        if (length === undefined) return { found: undefined, near: item, absent: false };
        if (index < before + length) return this.member(inner, index - before);
        before += length;
      } else if (index === before++) {
        return item
          ? { found: { node: item, scope, sure: true }, key: item }
          : { found: undefined, near: literal, absent: true };
      }
    }
    return { found: undefined, near: literal, absent: true };
  }

  #either(branches: readonly Expression[], { node: near, scope, sure }: Place, key: string | number): Member {
    const members = branches.map((node) => this.member({ node, scope, sure }, key));
    const member = members.find(({ found }) => found);
    if (member?.found) return { ...member, found: unsure(member.found, false) };
    return { found: undefined, near, absent: members.every((inner) => !inner.found && inner.absent) };
  }
}
