import type { Failure } from "@/lib/answer";
import { Preview } from "./preview";

const THEIRS = [
  "no_picture",
  "cut_off",
  "too_large",
  "not_a_picture",
  "too_many_pixels",
  "too_small",
  "broken_picture",
];

/** Why there is no answer. */
export function FailureCard({ error }: Failure) {
  const theirs = THEIRS.includes(error.code);
  return (
    <article className="card answer failed" role="alert">
      <div className="seen">
        {!theirs && <Preview alt="The picture you sent" />}
        <div>
          <p className="lead">{theirs ? "We can’t read that" : "This went wrong on our side"}</p>
          <h1>{theirs ? "Another picture, please" : "No answer"}</h1>
          <p className="why">{error.message}.</p>
          <p>
            <code>{error.code}</code>
          </p>
        </div>
      </div>
    </article>
  );
}
