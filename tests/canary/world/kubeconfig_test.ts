import assert from "node:assert/strict";
import { type ClusterSource, kubeconfigFiles } from "../../../lib/canary/world/kubeconfig.ts";
import { ProgramError } from "../../../lib/canary/world/program.ts";

const account = "/var/run/secrets/kubernetes.io/serviceaccount/token";

function source(variables: Readonly<Record<string, string>>, files: readonly string[]): ClusterSource {
  return { variable: (name) => variables[name], exists: (path) => files.includes(path) };
}

for (
  const [name, variables, files, expected] of [
    ["that of the home folder", { HOME: "/home/a" }, ["/home/a/.kube/config"], ["/home/a/.kube/config"]],
    ["what KUBECONFIG names, and no other", { HOME: "/home/a", KUBECONFIG: "/k" }, [
      "/home/a/.kube/config",
      "/k",
    ], ["/k"]],
    ["of several, those that are there", { KUBECONFIG: "/a:/b:/c" }, ["/a", "/c"], ["/a", "/c"]],
    [
      "a pod's own account where there is none",
      { HOME: "/", KUBERNETES_SERVICE_HOST: "10.0.0.1" },
      [account],
      [],
    ],
    ["in a pod too, the one that is written", { HOME: "/a", KUBERNETES_SERVICE_HOST: "10.0.0.1" }, [
      account,
      "/a/.kube/config",
    ], ["/a/.kube/config"]],
  ] as const
) {
  Deno.test(`kubeconfig: ${name}`, { ignore: Deno.build.os === "windows" }, () => {
    assert.deepEqual(kubeconfigFiles(source(variables, files)), expected);
  });
}

Deno.test("without any kubeconfig no cluster is guessed", () => {
  const find = () => kubeconfigFiles(source({ HOME: "/home/a" }, [account]));
  assert.throws(find, (error: unknown) => {
    assert.ok(error instanceof ProgramError);
    assert.equal(error.message, 'Cannot find a kubeconfig: there is no "/home/a/.kube/config"');
    return true;
  });
});

Deno.test("a kubeconfig that mayn't be looked at is told so, not passed over", () => {
  const refuse = () => {
    throw new Deno.errors.NotCapable("no");
  };
  const find = () =>
    kubeconfigFiles({ variable: (name) => name === "HOME" ? "/home/a" : undefined, exists: refuse });
  assert.throws(find, (error: unknown) => {
    assert.ok(error instanceof ProgramError);
    assert.equal(error.message, 'Cannot read the kubeconfig "/home/a/.kube/config"');
    assert.match(error.fix ?? "", /--allow-read=\/home\/a\/\.kube\/config/);
    return true;
  });
});
