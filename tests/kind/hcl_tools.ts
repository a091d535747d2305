/** HashiCorp's formatter and parser, for tests. */
import { provision } from "../../toolchain/provision.ts";
import { run } from "../stock/tools.ts";

/** The text as `terraform fmt` lays it out; throws with the formatter's words if it is no HCL. */
export async function formatted(text: string): Promise<string> {
  const { hclfmt } = await provision(["hclfmt"]);
  const { code, stdout, stderr } = await run(hclfmt, [], text);
  if (code !== 0) throw new Error(stderr || stdout);
  return stdout;
}

/** What HashiCorp's parser reads: each block's type, then its labels, then a list of bodies. */
export async function parsed(text: string): Promise<unknown> {
  const { hcl2json } = await provision(["hcl2json"]);
  const { code, stdout, stderr } = await run(hcl2json, [], text);
  if (code !== 0) throw new Error(stderr || stdout);
  return JSON.parse(stdout);
}
