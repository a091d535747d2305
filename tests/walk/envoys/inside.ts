/** Runs modules of this folder in a network of a lab. */
import { net } from "../../../lab/process/network.ts";

const here = new URL(".", import.meta.url).pathname;

/** A module of this folder as a command; it downloads nothing. */
export const moduleCommand = (
  name: string,
  permissions: readonly string[],
  args: readonly string[] = [],
): readonly string[] => [
  ...[Deno.execPath(), "run", "--no-prompt", "--cached-only", "--quiet", ...permissions],
  ...[`${here}${name}`, ...args],
];

/** Runs a module in a network namespace to its end and returns its exit code; its output is ours. */
export async function runInside(
  namespace: string,
  name: string,
  permissions: readonly string[],
  args: readonly string[],
): Promise<number> {
  const { code, stdout, stderr } = await new Deno.Command("nsenter", {
    args: [net(namespace), "--", ...moduleCommand(name, permissions, args)],
    stdin: "null",
  }).output();
  await Deno.stdout.write(stdout);
  await Deno.stderr.write(stderr);
  return code;
}
