/**
 * `deno task pull-request:comment`: posts the report of a pull request. Runs in `pull-request-comment.yaml`, from the
 * default branch.
 *
 * @module
 */

import { commentBody } from "./comment_body.ts";
import { type Request, stickyComment } from "./sticky_comment.ts";

/** Requests to GitHub's API. */
export function githubRequest(api: string, token: string): Request {
  return async (method, path, body) => {
    const response = await fetch(`${api}${path}`, {
      method,
      headers: {
        "accept": "application/vnd.github+json",
        "authorization": `Bearer ${token}`,
        "x-github-api-version": "2022-11-28",
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: "error",
    });
    if (response.ok) return await response.json();
    throw new Error(`Cannot ${method} ${path}: HTTP status ${response.status}: ${await response.text()}`);
  };
}

/** A file of the report; empty if it is not there or not a plain file. */
export async function readReport(path: string): Promise<string> {
  try {
    const { isFile } = await Deno.lstat(path);
    return isFile ? await Deno.readTextFile(path) : "";
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

function variable(name: string): string {
  const value = Deno.env.get(name);
  if (value === undefined || value === "") throw new Error(`Cannot post: ${name} is not set`);
  return value;
}

if (import.meta.main) {
  const commit = variable("HEAD_SHA");
  const body = commentBody({
    commit,
    summary: await readReport("report/summary.txt"),
    rendered: await readReport("report/rendered.diff"),
    plan: await readReport("report/plan.txt"),
    planJson: await readReport("report/plan.json"),
  });
  const request = githubRequest("https://api.github.com", variable("GITHUB_TOKEN"));
  const head = { owner: variable("HEAD_OWNER"), branch: variable("HEAD_BRANCH"), commit };
  console.log(await stickyComment(request, variable("GITHUB_REPOSITORY"), head, body));
}
