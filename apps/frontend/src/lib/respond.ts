import type { Analyzed } from "./analyze";
import { toCookie } from "./answer";

/** The cookie that carries an answer from the upload to the result page: nothing is kept here. */
export const COOKIE = "answer";

/** How long the result page can be shown again, in seconds. */
const LASTS = 600;

/**
 * The response to an upload: JSON for who asks for it, otherwise a redirect to the result page. Both set the cookie
 * that the result page reads.
 */
export function respond({ status, answer }: Analyzed, accept: string): Response {
  const cookie = `${COOKIE}=${toCookie(answer)}; Path=/result; Max-Age=${LASTS}; HttpOnly; SameSite=Lax`;
  const headers = { "set-cookie": cookie, "cache-control": "no-store", vary: "accept" };
  if (!accept.includes("text/html")) return Response.json(answer, { status, headers });
  return new Response(null, { status: 303, headers: { ...headers, location: "/result" } });
}
