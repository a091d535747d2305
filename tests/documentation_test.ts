/** Every exported symbol of `lib/` is documented: `deno doc --lint`, less what is beyond our reach. */
import assert from "node:assert/strict";

function modulesBelow(folder: string): readonly string[] {
  return [...Deno.readDirSync(folder)].flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) return modulesBelow(path);
    return path.endsWith(".ts") ? [path] : [];
  }).sort();
}

/** A finding of `deno doc --lint`. */
interface Finding {
  readonly code: string;
  readonly message: string;
  /** With line and column. */
  readonly place: string;
}

const escapes = new RegExp(String.fromCharCode(27) + "\\[[0-9;]*m", "g");

function findings(text: string): readonly Finding[] {
  const pattern = /error\[([a-z-]+)\]: (.*)\n\s*--> (\S+)/g;
  return [...text.replaceAll(escapes, "").matchAll(pattern)].map(([, code, message, place]) => ({
    code: code!,
    message: message!,
    place: place!,
  }));
}

/**
 * Types that a schema or a package gives can't be written out again here; schemas, and commands with their options,
 * have no type but the one that is inferred.
 */
function isBeyondReach({ code, place }: Finding): boolean {
  if (code === "private-type-ref") return true;
  return !place.includes("/lib/") || place.includes("/npm/") ||
    (code === "missing-explicit-type" && /\/lib\/(catalogue\/schema|cli\/commands)\//.test(place));
}

async function lint(modules: readonly string[]): Promise<readonly Finding[]> {
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["doc", "--quiet", "--lint", ...modules],
    stdin: "null",
  }).output();
  const text = new TextDecoder();
  return findings(text.decode(stdout) + text.decode(stderr));
}

Deno.test("every exported symbol of lib is documented and typed", async () => {
  const found = (await lint(modulesBelow("lib"))).filter((finding) => !isBeyondReach(finding));
  assert.deepEqual(found.map(({ place, code }) => `${place.replace(/^.*\/lib\//, "lib/")} ${code}`), []);
});

Deno.test("a symbol without documentation is found", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const module = `${folder}/a.ts`;
    await Deno.writeTextFile(module, "export const a: number = 1;\n");
    assert.deepEqual((await lint([module])).map(({ code }) => code), ["missing-jsdoc"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
