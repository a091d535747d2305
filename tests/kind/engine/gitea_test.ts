import assert from "node:assert/strict";
import { giteaAddress } from "../../../lab/kind/gitea_address.ts";
import { GITEA_IMAGE, giteaObjects, MAKE_OWNER } from "../../../lab/kind/gitea_objects.ts";
import { kubeconform } from "../../stock/tools.ts";

const url = "http://gitea.gitea.svc.cluster.local:3000/3rvision/platform.git";
const address = giteaAddress(url)!;

Deno.test("a repository's URL says where in the cluster Gitea is to be", () => {
  assert.deepEqual(address, {
    ...{ namespace: "gitea", name: "gitea", port: 3000, owner: "3rvision", repository: "platform" },
  });
  assert.deepEqual(giteaAddress("http://git.tools.svc/a/b"), {
    ...{ namespace: "tools", name: "git", port: 80, owner: "a", repository: "b" },
  });
});

for (
  const elsewhere of ["https://github.com/3rvision/platform.git", "git@github.com:3rvision/platform.git"]
) {
  Deno.test(`a repository elsewhere needs no Gitea: ${elsewhere}`, () => {
    assert.equal(giteaAddress(elsewhere), undefined);
  });
}

for (const bad of ["https://gitea.gitea.svc/3rvision/platform.git", "http://gitea.gitea.svc/platform.git"]) {
  Deno.test(`a repository in the cluster that can't be served is refused: ${bad}`, () => {
    assert.throws(() => giteaAddress(bad), /^LabError: Cannot serve ".*" in the cluster/);
  });
}

Deno.test("Gitea's objects are valid, strictly, against Kubernetes' own schemas", async () => {
  const list = { apiVersion: "v1", kind: "List", items: giteaObjects(address) };
  assert.equal(await kubeconform(JSON.stringify(list)), "");
  const wrong = JSON.stringify(list).replace('"replicas"', '"replica"');
  assert.notEqual(await kubeconform(wrong), "");
});

Deno.test("Gitea's pod meets the restricted standard and is pinned to a version", () => {
  const deployment = giteaObjects(address).find(({ kind }) => kind === "Deployment")!;
  const { template: { spec } } = deployment["spec"] as {
    readonly template: {
      readonly spec: {
        readonly securityContext: Readonly<Record<string, unknown>>;
        readonly containers: readonly { readonly securityContext: Readonly<Record<string, unknown>> }[];
      };
    };
  };
  assert.equal(spec.securityContext["runAsNonRoot"], true);
  assert.deepEqual(spec.securityContext["seccompProfile"], { type: "RuntimeDefault" });
  assert.deepEqual(spec.containers[0]?.securityContext, {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] },
  });
  assert.match(GITEA_IMAGE, /:\d+\.\d+\.\d+-rootless$/);
});

Deno.test("the owner is made once, with a password that no argument of ours holds", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const script =
      '#!/bin/sh\ncase "$*" in *list) cat users ;; *) echo "$*" >> made; echo "1 $6" >> users ;; esac\n';
    await Deno.writeTextFile(`${folder}/gitea`, script, { mode: 0o755 });
    await Deno.writeTextFile(`${folder}/users`, "ID Username\n");
    const [program = "", ...args] = MAKE_OWNER;
    assert.ok(!args.join(" ").includes("secret"));
    for (let time = 0; time < 2; time++) {
      const { success } = await new Deno.Command(program, {
        args,
        cwd: folder,
        env: { PATH: `${folder}:/usr/bin:/bin`, OWNER: "3rvision", OWNER_PASSWORD: "secret" },
      }).output();
      assert.ok(success);
    }
    assert.equal(
      await Deno.readTextFile(`${folder}/made`),
      "admin user create --admin --username 3rvision --password secret --email 3rvision@lab.invalid " +
        "--must-change-password=false\n",
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
