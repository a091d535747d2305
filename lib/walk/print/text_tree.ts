/** A walk as a tree of text. */
import { printable } from "../../report/printable.ts";
import type { Style } from "../../report/style.ts";
import { type Fraction, multiply, one, toPercent } from "../fraction.ts";
import type { Branch, Decision, Hop } from "../result.ts";
import { type Places, placeText } from "./places.ts";
import { outcomeWords, requestWords } from "./words.ts";

const widest = "authorization".length;

function decisionLine({ about, text, at }: Decision, places: Places, style: Style): string {
  const where = placeText(at, places);
  const said = `${style.faint(about.padEnd(widest))}  ${printable(text)}`;
  return where === "" ? said : `${said}  ${style.place(where)}`;
}

function ending({ outcome, delay }: Branch, share: string, style: Style): string {
  const words = printable(outcomeWords(outcome));
  const ok = outcome.kind === "reached" || outcome.kind === "external" ||
    (outcome.kind === "answered" && outcome.status < 400);
  const reason = "reason" in outcome ? `: ${printable(outcome.reason)}` : "";
  const waits = delay === undefined ? "" : `, after ${delay}`;
  const said = outcome.kind === "unknown"
    ? style.warning(words)
    : ok
    ? style.strong(words)
    : style.error(words);
  return `${style.strong(share)}  ${said}${reason}${waits}`;
}

function hopLines(hop: Hop, probability: Fraction, places: Places, style: Style): readonly string[] {
  const lines = [`${style.strong(`${hop.from} → ${printable(requestWords(hop))}`)}`];
  lines.push(...hop.decisions.map((decision) => `│ ${decisionLine(decision, places, style)}`));
  hop.branches.forEach((branch, index) => {
    const last = index === hop.branches.length - 1;
    const share = multiply(probability, branch.probability);
    const stem = last ? "   " : "│  ";
    lines.push(`${last ? "└─" : "├─"} ${ending(branch, toPercent(share), style)}`);
    // A reason that stands beside the end isn't said again.
    const reason = "reason" in branch.outcome ? branch.outcome.reason : undefined;
    for (const decision of branch.decisions) {
      const line = decision.text === reason
        ? placeText(decision.at, places) === ""
          ? ""
          : `${style.faint(decision.about.padEnd(widest))}  ${style.place(placeText(decision.at, places))}`
        : decisionLine(decision, places, style);
      if (line !== "") lines.push(`${stem}│ ${line}`);
    }
    for (const call of branch.calls) {
      lines.push(...hopLines(call, share, places, style).map((line) => `${stem}  ${line}`));
    }
  });
  return lines;
}

/** The whole tree: for each hop what was decided, the ways it may go, and of how many requests at the root each is. */
export function textTree(hop: Hop, places: Places, style: Style): string {
  return hopLines(hop, one, places, style).join("\n");
}
