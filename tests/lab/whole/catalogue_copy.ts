import { fileURLToPath } from "node:url";

const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));

/** The folders of the repository that say what is run, and what was rendered from them. */
const FOLDERS = ["services", "overlays", "argocd", "clusters"];

/** Copies this repository's catalogue and rendered tree into a folder, which must not exist. */
export async function copyCatalogue(folder: string): Promise<void> {
  await Deno.mkdir(folder);
  const { success, stderr } = await new Deno.Command("cp", {
    args: ["-r", ...FOLDERS.map((name) => `${REPOSITORY}${name}`), folder],
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}
