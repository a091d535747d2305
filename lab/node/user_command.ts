import type { ContainerUser } from "./container_user.ts";

/** The command that runs another as the user of a container; that other one follows. */
export function userCommand(
  { uid, gid, groups, capabilities, noNewPrivileges }: ContainerUser,
): readonly string[] {
  return [
    ...["setpriv", `--reuid=${uid}`, `--regid=${gid}`],
    groups.length === 0 ? "--clear-groups" : `--groups=${groups.join(",")}`,
    ...(capabilities === "all" ? [] : [
      "--inh-caps=-all",
      `--bounding-set=${["-all", ...capabilities.map((name) => `+${name}`)].join(",")}`,
    ]),
    ...(noNewPrivileges ? ["--no-new-privs"] : []),
    "--",
  ];
}

/** The command that runs another with just these variables; that other one follows. */
export function environmentCommand(environment: ReadonlyMap<string, string>): readonly string[] {
  return ["env", "-i", ...[...environment].map(([name, value]) => `${name}=${value}`)];
}
