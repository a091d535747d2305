import { planPicture } from "./plan_picture.ts";

/** What the comment is made of. All but the commit was written by the pull request: nobody vouches for it. */
export interface Report {
  /** The commit that was looked at. */
  readonly commit: string;
  /** Which files change, and by how many lines. */
  readonly summary: string;
  /** The difference of `clusters/`; may be empty. */
  readonly rendered: string;
  /** What `deno task plan` prints of it; empty where the catalogue has errors. */
  readonly plan: string;
  /** The same as JSON, for the verdict and the picture. */
  readonly planJson: string;
}

/** The first line of the comment, by which it is found again. */
export const MARKER = "<!-- 3rvision: what this change does -->";

/** GitHub takes 65,536 characters. */
const LONGEST_SUMMARY = 6_000;
const LONGEST_PLAN = 16_000;
const LONGEST_RENDERED = 34_000;

/** Characters that move the cursor, or show text in another order than it has. */
const UNSHOWABLE =
  // deno-lint-ignore no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * The comment, as Markdown. Text of the pull request stands only within fences that are longer than any run of
 * backticks in it, so it can't end them: no link, image, mention or HTML of it takes effect. The picture is drawn here,
 * of names alone.
 *
 * @throws {TypeError} if the commit is none.
 */
export function commentBody({ commit, summary, rendered, plan, planJson }: Report): string {
  if (!/^[0-9a-f]{40}$/.test(commit)) throw new TypeError(`Cannot use ${JSON.stringify(commit)} as a commit`);
  const { heading, picture } = planPicture(planJson);
  return [
    MARKER,
    `### What this change does, at ${commit.slice(0, 12)}`,
    "",
    ...plan.trim() === ""
      ? ["**There is no plan:** the catalogue has errors, which the checks name.", ""]
      : [...folded(`Plan: ${heading ?? "see within"}`, "text", shown(plan, LONGEST_PLAN), true), ""],
    ...picture === undefined ? [] : [...folded("Who may notice", "mermaid", picture, false), ""],
    ...rendered.trim() === ""
      ? []
      : [...folded("The rendered difference", "diff", shown(rendered, LONGEST_RENDERED), false), ""],
    fenced("text", shown(summary, LONGEST_SUMMARY)),
    "",
  ].join("\n");
}

function folded(summary: string, language: string, text: string, open: boolean): readonly string[] {
  return [
    `<details${open ? " open" : ""}><summary>${summary}</summary>`,
    "",
    fenced(language, text),
    "",
    "</details>",
  ];
}

/** Fences would be as long, and the comment longer than GitHub takes. */
const TOO_MANY_BACKTICKS = /`{40,}/g;

/** The text without what can't be shown, cut at a line. */
function shown(text: string, longest: number): string {
  const clean = text.replaceAll("\r\n", "\n").replace(UNSHOWABLE, "\ufffd").replace(TOO_MANY_BACKTICKS, "…")
    .replace(/\n+$/, "").toWellFormed();
  if (clean.length <= longest) return clean;
  const cut = clean.slice(0, longest);
  const whole = cut.slice(0, cut.lastIndexOf("\n") + 1) || `${cut.slice(0, -1)}\n`;
  return `${whole.toWellFormed()}… cut here: the files of the pull request have the rest`;
}

function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
