import type { Success } from "@/lib/answer";
import { Preview } from "./preview";

const NAMES: Readonly<Record<string, string>> = {
  box: "cardboard box",
  shirt: "T-shirt",
  lamp: "table lamp",
};
const ACTIONS = { reuse: "Reuse", recycle: "Recycle", resell: "Resell", ask: "Ask" } as const;

const named = (category: string) => NAMES[category] ?? category;
const percent = (share: number) => (share < 0.01 ? "under 1 %" : `${Math.round(share * 100)} %`);

/** What the picture shows and what to do with it. */
export function AnswerCard({ category, confidence, advice, alternatives }: Success) {
  const unsure = advice.action === "ask";
  return (
    <article className={`card answer ${advice.action}`}>
      <div className="seen">
        <Preview alt={unsure ? "The picture you sent" : `The ${named(category)} you sent`} />
        <div>
          <p className="lead">{unsure ? "This could be anything" : "This looks like a"}</p>
          <h1>{unsure ? "Hm." : named(category)}</h1>
          <p className="sure">
            <meter min="0" max="1" low={0.45} value={confidence} aria-label="Confidence" />
            <span>{percent(confidence)} sure</span>
          </p>
          {alternatives !== undefined && (
            <p className="alternatives">
              Otherwise{" "}
              {alternatives
                .map((each) => `${named(each.category)} (${percent(each.confidence)})`)
                .join(" or ")}
            </p>
          )}
        </div>
      </div>
      <div className="advice">
        <p className="action">{ACTIONS[advice.action]}</p>
        <h2>{advice.title}</h2>
        <ol>
          {advice.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        {advice.impact !== undefined && <p className="impact">{advice.impact}</p>}
      </div>
    </article>
  );
}
