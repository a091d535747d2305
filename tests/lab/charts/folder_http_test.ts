import assert from "node:assert/strict";
import { folderHttp } from "../../../lab/charts/folder_http.ts";
import { temporaryFolder, writeFiles } from "../git/temporary_folder.ts";

Deno.test("files of the folder are served by name, with their type and length", async () => {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, { "index.yaml": "a: 1\n" });
  const response = await folderHttp(folder.path)(new Request("http://h/"), "/index.yaml");
  assert.equal(await response.text(), "a: 1\n");
  assert.equal(response.headers.get("content-type"), "text/yaml");
  assert.equal(response.headers.get("content-length"), "5");
});

for (
  const path of ["/", "/missing.tgz", "/below", "/below/file", "/../secret", "/%2e%2e%2fsecret", "/.hidden"]
) {
  Deno.test(`there is nothing at ${path}`, async () => {
    await using folder = await temporaryFolder();
    await writeFiles(folder.path, { "secret": "s", "served/.hidden": "h", "served/below/file": "f" });
    const response = await folderHttp(`${folder.path}/served`)(new Request("http://h/"), path);
    assert.equal(response.status, 404);
    await response.body?.cancel();
  });
}

Deno.test("nobody writes", async () => {
  await using folder = await temporaryFolder();
  const response = await folderHttp(folder.path)(new Request("http://h/", { method: "PUT" }), "/index.yaml");
  assert.equal(response.status, 405);
  await response.body?.cancel();
});
