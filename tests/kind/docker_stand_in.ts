/**
 * A stand-in for `docker` that records what it is asked, for tests of what the real Kind makes of a configuration.
 * There are no containers behind it: it lets nodes seem to boot and refuses what comes after.
 */
import { provision } from "../../toolchain/provision.ts";

const SCRIPT = String.raw`#!/bin/sh
{ printf '%s' "$1"; first=1; for word in "$@"; do
  [ "$first" = 1 ] || printf '\037%s' "$word"; first=0
done; printf '\n'; } > "$RECORDS/$$"
case "$1 $2" in
  "-v "*) echo "Docker version 28.0.0, build 0" ;;
  "network ls") echo 0123456789ab ;;
  "info --format") echo '{"CgroupVersion":"2"}' ;;
  "logs "*) echo "Reached target Multi-User System" ;;
  "exec "*) echo "there are no containers here" >&2; exit 1 ;;
esac
`;

/** What Kind did with a configuration. */
export interface KindRun {
  /** The arguments of every `docker run`, sorted. */
  readonly runs: readonly (readonly string[])[];
  /** What it printed to standard error. */
  readonly words: string;
}

/** Gives a configuration to the real Kind. It always fails in the end; what counts is how far it came. */
export async function createWithoutDocker(config: string): Promise<KindRun> {
  const { kind } = await provision(["kind"]);
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/records`);
    await Deno.writeTextFile(`${folder}/docker`, SCRIPT, { mode: 0o755 });
    await Deno.writeTextFile(`${folder}/kind.yaml`, config);
    const { stderr } = await new Deno.Command(kind, {
      args: ["create", "cluster", "--config", `${folder}/kind.yaml`, "--kubeconfig", `${folder}/kubeconfig`],
      clearEnv: true,
      env: { PATH: `${folder}:/usr/bin:/bin`, HOME: folder, RECORDS: `${folder}/records` },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).output();
    const lines = [...Deno.readDirSync(`${folder}/records`)]
      .map(({ name }) => Deno.readTextFileSync(`${folder}/records/${name}`).trimEnd());
    const runs = lines.map((line) => line.split("\x1f")).filter(([command]) => command === "run");
    return {
      runs: runs.sort((one, other) => one.join(" ") < other.join(" ") ? -1 : 1),
      words: new TextDecoder().decode(stderr),
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The values of an option that may be given several times. */
export function optionsOf(args: readonly string[], name: string): readonly string[] {
  return args.flatMap((arg, index) => {
    if (arg === name) return [args[index + 1] ?? ""];
    return arg.startsWith(`${name}=`) ? [arg.slice(name.length + 1)] : [];
  });
}
