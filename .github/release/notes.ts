/**
 * `deno task release:notes <tag>`: prints the section of CHANGELOG.md for a release.
 *
 * @module
 */

/**
 * The section of a version: what stands below `## 1.2.3`, with or without brackets and a date.
 *
 * @throws {TypeError} if the tag is no version, or the changelog has nothing about it.
 */
export function notesOf(changelog: string, tag: string): string {
  const [, version] = /^v(\d+\.\d+\.\d+(?:-[0-9A-Za-z.]+)?)$/.exec(tag) ?? [];
  if (version === undefined) throw new TypeError(`Cannot release "${tag}": a tag is such as v1.2.3`);
  const sections = changelog.split(/^## /m).slice(1);
  const heading = (section: string) => section.split("\n", 1)[0] ?? "";
  const found = sections.find((section) => heading(section).replace(/^\[|\].*| .*/g, "") === version);
  const notes = found?.slice(heading(found).length).trim() ?? "";
  if (notes === "") throw new TypeError(`Cannot release "${tag}": CHANGELOG.md has no section "${version}"`);
  return `${notes}\n`;
}

if (import.meta.main) {
  try {
    await Deno.stdout.write(
      new TextEncoder().encode(notesOf(await Deno.readTextFile("CHANGELOG.md"), Deno.args[0] ?? "")),
    );
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(error.message);
    Deno.exit(1);
  }
}
