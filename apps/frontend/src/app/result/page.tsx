import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { AnswerCard } from "@/components/answer_card";
import { FailureCard } from "@/components/failure_card";
import { Path } from "@/components/path";
import { fromCookie } from "@/lib/answer";
import { COOKIE } from "@/lib/respond";

export const metadata: Metadata = { title: "Result" };

/** The page that shows the answer to the last upload. */
export default async function ResultPage() {
  const answer = fromCookie((await cookies()).get(COOKIE)?.value);
  if (answer === undefined) redirect("/");
  const failed = "error" in answer;
  return (
    <>
      {failed ? <FailureCard {...answer} /> : <AnswerCard {...answer} />}
      <section className="card way" aria-labelledby="way">
        <h2 id="way">The path your picture took</h2>
        <Path path={answer.path} broken={failed} />
        <dl>
          <div>
            <dt>Trace</dt>
            <dd>
              <code>{answer.traceId || "none"}</code>
            </dd>
          </div>
          <div>
            <dt>Request</dt>
            <dd>
              <code>{answer.requestId || "none"}</code>
            </dd>
          </div>
        </dl>
      </section>
      <p className="again">
        <a className="primary" href="/">
          Try another
        </a>
      </p>
    </>
  );
}
