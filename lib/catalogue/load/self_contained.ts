/**
 * Whether the value of a file can depend on anything but its own text and what it imports. Seen without a parser, and
 * meant to err on one side only: of a file that isn't understood it is not said.
 */

/** Names by which code reaches what is outside of it, or is made from text. */
const outside = new Set(
  (
    "Deno process require self window global globalThis navigator location origin performance crypto " +
    "console localStorage sessionStorage indexedDB caches eval Function constructor WebAssembly WeakRef " +
    "FinalizationRegistry createObjectURL stack captureStackTrace prepareStackTrace stackTraceLimit " +
    // What these say depends on where the machine is.
    "Date Temporal Intl localeCompare"
  ).split(" "),
);
const byLocale = /^toLocale/;

const token =
  /\/\*[\s\S]*?\*\/|\/\/.*|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*|[^\s]/gu;
const templatePart = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{)/y;

/** Follows the braces of a text: which of them end a substitution, after which a template goes on. */
class Braces {
  readonly #open: ("block" | "template")[] = [];

  /** Takes one token; returns whether the text of a template follows it. */
  passes(sign: string): boolean {
    if (sign === "{") this.#open.push("block");
    return sign === "`" || (sign === "}" && this.#open.pop() === "template");
  }

  /** A template's substitution begins. */
  substitute(): void {
    this.#open.push("template");
  }
}

/**
 * What a text imports, as it is written there; undefined where its value may depend on more: on other files, the place
 * or the machine, or where a regular expression or a division makes it hard to tell code from text.
 */
export function selfContainedImports(text: string): readonly string[] | undefined {
  const specifiers: string[] = [];
  const braces = new Braces();
  let before = "";
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [sign] = match;
    if (sign.startsWith("/*") || sign.startsWith("//")) continue;
    if (sign === "/" || sign === "\\" || sign === '"' || sign === "'") return undefined;
    if (outside.has(sign) || byLocale.test(sign)) return undefined;
    if (before === "import" && (sign === "." || sign === "(" || sign === "`")) return undefined;
    if ((before === "import" || before === "from") && /^["']./.test(sign)) {
      if (sign.includes("\\")) return undefined;
      specifiers.push(sign.slice(1, -1));
    }
    before = sign;
    if (!braces.passes(sign)) continue;
    templatePart.lastIndex = token.lastIndex;
    const [part] = templatePart.exec(text) ?? [];
    if (part === undefined) return undefined;
    if (part.endsWith("${")) braces.substitute();
    token.lastIndex = templatePart.lastIndex;
  }
  return specifiers;
}
