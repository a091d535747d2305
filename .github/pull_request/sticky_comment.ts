import { MARKER } from "./comment_body.ts";

/** Sends a request to GitHub's API and returns the answer's document. */
export type Request = (method: "GET" | "POST" | "PATCH", path: string, body?: unknown) => Promise<unknown>;

/** Where a pull request comes from, as the event says; none of it is taken from the report. */
export interface Head {
  /** Who owns the branch. */
  readonly owner: string;
  readonly branch: string;
  readonly commit: string;
}

/** Who posts: other people's comments are left alone, even those with our marker. */
const AUTHOR = "github-actions[bot]";

const PAGE = 100;

interface PullRequest {
  readonly number: number;
  readonly head: { readonly sha: string };
}

interface Comment {
  readonly id: number;
  readonly body?: string;
  readonly user: { readonly login: string } | null;
}

/**
 * Puts a body into the one comment of a pull request: the one there is, or a new one.
 *
 * @param repository `owner/name`.
 * @returns what was done, for the log.
 */
export async function stickyComment(
  request: Request,
  repository: string,
  head: Head,
  body: string,
): Promise<string> {
  const query = new URLSearchParams({
    state: "open",
    head: `${head.owner}:${head.branch}`,
    per_page: `${PAGE}`,
  });
  const pulls = await request("GET", `/repos/${repository}/pulls?${query}`) as readonly PullRequest[];
  const found = pulls.find((pull) => pull.head.sha === head.commit);
  if (found === undefined) return `no open pull request is at ${head.commit}`;
  const comment = await ownComment(request, repository, found.number);
  if (comment === undefined) {
    await request("POST", `/repos/${repository}/issues/${found.number}/comments`, { body });
    return `posted to #${found.number}`;
  }
  await request("PATCH", `/repos/${repository}/issues/comments/${comment.id}`, { body });
  return `updated in #${found.number}`;
}

async function ownComment(
  request: Request,
  repository: string,
  number: number,
): Promise<Comment | undefined> {
  for (let page = 1;; page++) {
    const path = `/repos/${repository}/issues/${number}/comments?per_page=${PAGE}&page=${page}`;
    const comments = await request("GET", path) as readonly Comment[];
    const found = comments.find(({ user, body }) => user?.login === AUTHOR && body?.startsWith(MARKER));
    if (found !== undefined || comments.length < PAGE) return found;
  }
}
