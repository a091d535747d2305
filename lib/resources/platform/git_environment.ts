/** How Git is told, by its environment alone, who it is and where its credentials lie. */
import type { GitAddress } from "./git_address.ts";

/** Where the Secret with the credentials is mounted. */
export const gitSecretFolder = "/etc/git-credentials";

/**
 * Asks the Secret's files anew each time. Backquotes: Kubernetes reads `$(…)` in a container's environment as one of its
 * own variables.
 */
const credentialHelper = `!f() { if test "$1" = get; then ` +
  ["username", "password"].map((key) => `printf '${key}=%s\\n' "\`cat ${gitSecretFolder}/${key}\`"`).join(
    "; ",
  ) +
  `; fi; }; f`;

const sshCommand = [
  "ssh",
  `-i ${gitSecretFolder}/ssh-privatekey`,
  "-o IdentitiesOnly=yes",
  "-o StrictHostKeyChecking=yes",
  `-o UserKnownHostsFile=${gitSecretFolder}/known_hosts`,
].join(" ");

/** The variables of Git, by name: keys of the Secret are those of Kubernetes' types `basic-auth` and `ssh-auth`. */
export function gitEnvironment(
  { transport }: GitAddress,
  { name, email }: { readonly name: string; readonly email: string },
): Readonly<Record<string, string>> {
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    // Nobody is there to answer.
    GIT_TERMINAL_PROMPT: "0",
    ...(transport === "ssh" ? { GIT_SSH_COMMAND: sshCommand } : {
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "credential.helper",
      GIT_CONFIG_VALUE_0: credentialHelper,
    }),
  };
}
