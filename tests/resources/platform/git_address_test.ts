import assert from "node:assert/strict";
import { gitAddress } from "../../../lib/resources/platform/git_address.ts";

const cases: readonly (readonly [url: string, transport: string, port: number])[] = [
  ["https://git.example/team/platform.git", "https", 443],
  ["https://git.example:8443/team/platform.git", "https", 8443],
  ["http://git.example/team/platform.git", "http", 80],
  ["ssh://git@git.example/team/platform.git", "ssh", 22],
  ["ssh://git@git.example:2222/team/platform.git", "ssh", 2222],
  ["git@git.example:team/platform.git", "ssh", 22],
  ["file:///srv/platform.git", "file", 0],
];

for (const [url, transport, port] of cases) {
  Deno.test(`${url} is reached by ${transport}${port === 0 ? "" : ` on port ${port}`}`, () => {
    assert.deepEqual(gitAddress(url), { transport, port });
  });
}
