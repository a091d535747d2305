import { failuresText } from "../../../lab/verify/load_count.ts";
import { count } from "../../../lab/verify/numbers_text.ts";
import { findingCodes, groundOf } from "../../../lib/plan/finding.ts";
import { disagreements } from "./judge_play.ts";
import type { Played } from "./played.ts";
import type { NotPlayed } from "./plays.ts";

/** Where the page is. */
export const CORPUS_PAGE = "docs/reference/plan-corpus.md";

/** How many characters of somebody's words are quoted. */
const QUOTED = 220;

/** `docs/reference/plan-corpus.md`: what the plan said of each transition, and what came of it. */
export function corpusPage(played: readonly Played[], notPlayed: readonly NotPlayed[]): string {
  const safe = played.filter(({ codes }) => codes.length === 0);
  const evaluated = played.filter(({ codes }) => codes.some((code) => groundOf[code] === "evaluated"));
  const others = played.filter((each) => !safe.includes(each) && !evaluated.includes(each));
  const refused = others.filter(({ codes }) => codes.includes("immutable-field"));
  const shown = others.filter((each) => !refused.includes(each));
  const sent = (list: readonly Played[]) => list.reduce((all, { load }) => all + load.sent, 0);
  const wrong = played.filter((each) => disagreements(each).length > 0);
  const requests = ({ load }: Played) => [count(load.sent), count(load.failures.length)];
  return [
    "# The corpus of plans, played",
    "",
    `Each transition of \`tests/plan/corpus/\` was played in the [process lab](../explanation/process-lab.md): the`,
    "tree before it was brought in, requests were sent all the time, one commit made the change, and Argo CD",
    "synced it. Written by `deno task test:plan`; timings differ from run to run, verdicts don't.",
    "",
    `- ${safe.length} that the plan calls safe: ${count(sent(safe))} requests, ${
      count(safe.reduce((all, { load }) => all + load.failures.length, 0))
    } failed`,
    `- ${evaluated.length} that it refuses since requests fail: in ${
      evaluated.filter(({ load }) => load.failures.length > 0).length
    } some failed`,
    `- ${refused.length} that it says the API server refuses: ${
      refused.filter(({ refused }) => refused !== undefined).length
    } were refused`,
    `- ${shown.length} that it refuses for another reason: something else is looked at, see below`,
    `- ${notPlayed.length} that can't be played`,
    `- ${wrong.length} in which the plan and the lab disagree`,
    "",
    "Requests go through the gateway and all three tiers, half of them with the header that leads to canaries, and",
    "from a pod in the caller's place where the transition is about a call that no tier makes by itself. Canaries of",
    "services that a transition doesn't touch are left out. `502, from below 503 (UH)` is a tier that failed since it",
    "got 503 from the next one's host, for the reason that Envoy calls UH; `below 0` is one that got no connection.",
    "",
    "## Safe",
    "",
    ...table(["transition", "sent", "failed"], safe.map((each) => [each.name, ...requests(each)])),
    "",
    "## Refused since requests fail",
    "",
    ...table(
      ["transition", "refused with", "sent", "failed", "how"],
      evaluated.map((each) => [
        each.name,
        each.codes.map((code) => `\`${code}\``).join(", "),
        ...requests(each),
        [kinds(each), each.shown?.text ?? ""].filter(Boolean).join("; "),
      ]),
    ),
    "",
    "## Refused by the API server",
    "",
    ...table(
      ["transition", "sent", "failed", "its words"],
      refused.map((each) => [each.name, ...requests(each), quoted(serverWords(each.refused ?? ""))]),
    ),
    "",
    "## Refused for another reason",
    "",
    "These lose no request by nature. What the plan says of them is looked at instead.",
    "",
    ...table(
      ["transition", "refused because", "sent", "failed", "seen"],
      shown.map((each) => [
        each.name,
        each.codes.map((code) => findingCodes[code]).join("; "),
        ...requests(each),
        withoutSlots(
          [each.shown?.text ?? "", each.asked.length === 0 ? "" : "Argo CD asked first"]
            .filter(Boolean).join("; "),
        ),
      ]),
    ),
    "",
    "## Not played",
    "",
    ...table(
      ["transition", "the plan says", "why not"],
      notPlayed.map(({ transition: { name, expected }, reason }) => [
        name,
        expected.length === 0 ? "safe" : expected.map((code) => `\`${code}\``).join(", "),
        reason,
      ]),
    ),
    ...wrong.length === 0 ? [] : [
      "",
      "## Disagreements",
      "",
      ...table(
        ["transition", "what differs"],
        wrong.map((each) => [each.name, quoted(disagreements(each).join("; "))]),
      ),
    ],
    "",
  ].join("\n");
}

/** What became of the requests that failed, without when. */
function kinds({ load }: Played): string {
  return failuresText(load.failures).replaceAll(/, at [\d.]+( to [\d.]+)? s/g, "");
}

/** What the API server said, without who repeated it. */
function serverWords(text: string): string {
  const start = text.search(/[A-Z][A-Za-z]+(\.[a-z.]+)? "[^"]+" is invalid: /);
  return start < 0 ? text : text.slice(start);
}

const withoutSlots = (text: string) => text.replaceAll(/\bs\d+-/g, "");

function quoted(text: string): string {
  const line = withoutSlots(text).replaceAll(/\s+/g, " ").trim();
  return line.length > QUOTED ? `${line.slice(0, QUOTED)}…` : line;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [row(head), row(head.map(() => "---")), ...rows.map(row)];
}
