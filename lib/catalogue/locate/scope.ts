/** What the names of a file stand for. */
import type { Expression, SourceFile, Statement } from "./source_file.ts";

/** `function name() { … }`. */
export type FunctionDeclaration = Extract<Statement, { type: "FunctionDeclaration" }>;
/** A function as a value. */
export type FunctionExpression = Extract<Expression, { type: "FunctionExpression" }>;
/** `() => …`. */
export type Arrow = Extract<Expression, { type: "ArrowFunctionExpression" }>;
/** `{ … }`. */
export type ObjectExpression = Extract<Expression, { type: "ObjectExpression" }>;
/** `const name = …`, `let` or `var`. */
export type VariableDeclaration = Extract<Statement, { type: "VariableDeclaration" }>;

/** A function whose body can be read. */
export type AnyFunction = FunctionDeclaration | FunctionExpression | Arrow;
/** What a function takes, or a declaration declares. */
export type Pattern = AnyFunction["params"][number] | VariableDeclaration["declarations"][number]["id"];
/** A property of an object literal. */
export type Property = ObjectExpression["properties"][number];
/** Whatever can stand for a value. */
export type ValueNode = Expression | FunctionDeclaration | Extract<Property, { type: "ObjectMethod" }>;

/** A node and the scope that its names are looked up in. */
export interface Place {
  /** What gives the value. */
  readonly node: ValueNode;
  /** What its names mean. */
  readonly scope: Scope;
  /** False where the value is only likely to come from here: a branch, or a variable that may have changed. */
  readonly sure: boolean;
}

/** Names and what they stand for. */
export interface Scope {
  /** Where names are looked up that aren't here. */
  readonly outer: Scope | undefined;
  /** What each name stands for, once asked. */
  readonly names: ReadonlyMap<string, () => Place | undefined>;
  /** Of the outermost scope of a file that another one imports: which file that is. */
  readonly file?: string;
}

/** What another file, named as an import names it, exports under a name. */
export type ReadImport = (specifier: string, name: string) => Place | undefined;

/** Reads a property of a place; known to the resolver, which knows patterns only through it. */
export type ReadMember = (place: Place, key: string | number) => Place | undefined;

/** What a name stands for; undefined for imports, globals and what can't be followed. */
export function lookUp(scope: Scope | undefined, name: string): Place | undefined {
  for (let inner = scope; inner !== undefined; inner = inner.outer) {
    const found = inner.names.get(name);
    if (found !== undefined) return found();
  }
  return undefined;
}

/** Whether a name is declared in the file itself, be it something that can be followed or not. */
export function isDeclared(scope: Scope | undefined, name: string): boolean {
  for (let inner = scope; inner !== undefined; inner = inner.outer) if (inner.names.has(name)) return true;
  return false;
}

/** Names that are still being gathered. */
export type Names = Map<string, () => Place | undefined>;

/** Binds the names of a pattern to parts of a value. */
export function bindPattern(
  names: Names,
  pattern: Pattern,
  value: () => Place | undefined,
  scope: Scope,
  read: ReadMember,
): void {
  if (pattern.type === "Identifier") {
    names.set(pattern.name, value);
  } else if (pattern.type === "AssignmentPattern") {
    const { left, right } = pattern;
    bindPattern(names, left as Pattern, () => value() ?? { node: right, scope, sure: true }, scope, read);
  } else if (pattern.type === "ObjectPattern") {
    for (const property of pattern.properties) {
      if (property.type !== "ObjectProperty" || property.computed || property.key.type !== "Identifier") {
        continue;
      }
      const { name } = property.key;
      const part = () => {
        const whole = value();
        return whole && read(whole, name);
      };
      bindPattern(names, property.value as Pattern, part, scope, read);
    }
  }
}

function declarationOf(statement: Statement): Statement | undefined {
  return statement.type === "ExportNamedDeclaration" ? statement.declaration ?? undefined : statement;
}

function bindImports(names: Names, statement: Statement, readImport: ReadImport): void {
  // What comes from a package is no part of the catalogue.
  if (statement.type !== "ImportDeclaration" || !statement.source.value.startsWith(".")) return;
  for (const specifier of statement.specifiers) {
    if (specifier.type === "ImportNamespaceSpecifier") continue;
    const imported = specifier.type === "ImportDefaultSpecifier"
      ? "default"
      : specifier.imported.type === "Identifier"
      ? specifier.imported.name
      : specifier.imported.value;
    names.set(specifier.local.name, () => readImport(statement.source.value, imported));
  }
}

/** The scope of a whole file, in which imported names are followed into the files that they come from. */
export function fileScope(
  file: string,
  statements: readonly Statement[],
  read: ReadMember,
  readImport: ReadImport,
): Scope {
  const names: Names = new Map();
  for (const statement of statements) bindImports(names, statement, readImport);
  return scopeOf(statements, { outer: undefined, names, file }, read);
}

/** The file that a scope is in, where that was said. */
export function fileOf(scope: Scope): string | undefined {
  return scope.outer === undefined ? scope.file : fileOf(scope.outer);
}

/** The scope of a list of statements. */
export function scopeOf(
  statements: readonly Statement[],
  outer: Scope | undefined,
  read: ReadMember,
): Scope {
  const names: Names = new Map();
  const scope: Scope = { outer, names };
  for (const statement of statements) {
    const declaration = declarationOf(statement);
    if (declaration?.type === "FunctionDeclaration" && declaration.id) {
      const node = declaration;
      names.set(declaration.id.name, () => ({ node, scope, sure: true }));
    } else if (declaration?.type === "VariableDeclaration") {
      const sure = declaration.kind === "const";
      for (const { id, init } of declaration.declarations) {
        bindPattern(names, id, () => init ? { node: init, scope, sure } : undefined, scope, read);
      }
    }
  }
  return scope;
}

/** A file's default export, as a name or an expression. */
export function defaultExport(file: SourceFile, scope: Scope): Place | undefined {
  for (const statement of file.statements) {
    if (statement.type === "ExportDefaultDeclaration") {
      const { declaration } = statement;
      if (declaration.type === "ClassDeclaration" || declaration.type === "TSInterfaceDeclaration") {
        return undefined;
      }
      return { node: declaration as ValueNode, scope, sure: true };
    }
    if (statement.type !== "ExportNamedDeclaration" || statement.source) continue;
    for (const specifier of statement.specifiers) {
      if (specifier.type !== "ExportSpecifier") continue;
      const { exported, local } = specifier;
      const name = exported.type === "Identifier" ? exported.name : exported.value;
      if (name === "default" && local.type === "Identifier") return lookUp(scope, local.name);
    }
  }
  return undefined;
}
