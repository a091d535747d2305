import assert from "node:assert/strict";
import type { V1PodSecurityContext, V1SecurityContext } from "@kubernetes/client-node";
import { containerUser } from "../../../lab/node/container_user.ts";
import { userCommand } from "../../../lab/node/user_command.ts";
import { containerOf, podOf } from "./pod.ts";

function user(pod: V1PodSecurityContext, container: V1SecurityContext, image = 65532) {
  const own = containerOf({ securityContext: container });
  return containerUser(podOf({ securityContext: pod }).spec, own, { uid: image, gid: image });
}

for (
  const [name, pod, container, expected] of [
    ["the image's", {}, {}, [65532, 65532, []]],
    ["the pod's, with the root group", { runAsUser: 1000 }, {}, [1000, 0, []]],
    ["the container's own", { runAsUser: 1000 }, { runAsUser: 1337, runAsGroup: 1337 }, [1337, 1337, []]],
    ["given groups", { fsGroup: 5, supplementalGroups: [6, 5] }, {}, [65532, 65532, [6, 5]]],
  ] as const
) {
  Deno.test(`a container's user can be ${name}`, () => {
    const { uid, gid, groups } = user(pod as V1PodSecurityContext, container);
    assert.deepEqual([uid, gid, groups], expected);
  });
}

Deno.test("a container that must not run as root does not", () => {
  assert.throws(() => user({ runAsNonRoot: true }, {}, 0), /runAsNonRoot and image will run as root/);
  assert.equal(user({ runAsNonRoot: true }, { runAsNonRoot: false }, 0).uid, 0);
});

Deno.test("capabilities are dropped and added", () => {
  assert.deepEqual(user({}, { capabilities: { drop: ["ALL"] } }).capabilities, []);
  assert.deepEqual(user({}, { capabilities: { drop: ["ALL"], add: ["NET_ADMIN"] } }).capabilities, [
    "net_admin",
  ]);
  assert.equal(user({}, { capabilities: { drop: ["CAP_CHOWN"] } }).capabilities.includes("chown"), false);
  assert.equal(user({}, { privileged: true }).capabilities, "all");
});

Deno.test("the command sets user, groups and capabilities", () => {
  const restricted = { capabilities: { drop: ["ALL"] }, allowPrivilegeEscalation: false };
  assert.deepEqual(userCommand(user({ fsGroup: 7 }, restricted)), [
    ...["setpriv", "--reuid=65532", "--regid=65532", "--groups=7", "--inh-caps=-all", "--bounding-set=-all"],
    ...["--no-new-privs", "--"],
  ]);
});
