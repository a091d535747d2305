import type { Move, Service } from "../../lib/canary/actions/mod.ts";
import { changeText } from "../../lib/canary/edit/change_text.ts";
import { Refusal } from "../../lib/canary/edit/refusal.ts";
import type { ValueChange } from "../../lib/canary/edit/value_change.ts";
import { currentCatalogue, servicesOf } from "../../lib/cli/canary/service_file.ts";
import { withStagedEdit } from "../../lib/cli/canary/stage_edit.ts";
import type { ClusterModel } from "../../lib/model/types.ts";
import type { LabTree } from "../argocd/argocd_steps.ts";
import { LabError } from "../lab_error.ts";
import { runProgram } from "../process/run_program.ts";
import { generate } from "./generate.ts";

/** What of a repository says what is run. */
const FOLDERS = ["services", "overlays", "argocd", "clusters"];

/** A copy of a catalogue and of what was rendered from it, to be changed and pushed; nobody else's files are touched. */
export interface ScratchTree extends AsyncDisposable {
  /** What to push. */
  readonly labTree: LabTree;
  /** What the catalogue says of the cluster now. */
  readonly cluster: () => Promise<ClusterModel>;
  /** The services as their files write them, by name. */
  readonly services: () => Promise<ReadonlyMap<string, Service>>;
  /**
   * Moves canaries as `deno task canary` does: edits their files and generates.
   *
   * @param move what to do with a service; `undefined`: nothing.
   * @returns what was done, such as `backend: canary 10 % → 25 %`; nothing has been written if it is empty.
   * @throws {LabError} if the catalogue would have errors then.
   */
  readonly move: (move: (service: Service) => Move | undefined) => Promise<readonly string[]>;
  /**
   * Switches a service off in the cluster and generates: how a service is removed while its project still permits it.
   *
   * @returns whether it could be: the catalogue has no errors without it. Otherwise nothing has changed.
   */
  readonly remove: (service: string) => Promise<boolean>;
  /** Makes everything as it was. */
  readonly restore: () => Promise<void>;
}

/**
 * Copies a tree.
 *
 * @throws {LabError} if `clusters/` is not what the catalogue says: a commit would hold more than is meant to change.
 */
export async function scratchTree({ workingTree, cluster: name }: LabTree): Promise<ScratchTree> {
  const root = await Deno.makeTempDir({ prefix: "rv-tree-" });
  const copy = async () => {
    await Deno.writeTextFile(`${root}/.gitignore`, "/clusters/.state/\n");
    for (const folder of FOLDERS) {
      await runProgram([
        "sh",
        "-c",
        'rm -rf "$2" && cp -r "$1" "$2"',
        "sh",
        `${workingTree}/${folder}`,
        `${root}/${folder}`,
      ]);
    }
  };
  const dispose = () => Deno.remove(root, { recursive: true });
  try {
    await copy();
    if (await generate(root) > 0) {
      throw new LabError(
        `Cannot make commits: "${workingTree}/clusters" is not what the catalogue says, see "deno task check"`,
      );
    }
  } catch (error) {
    await dispose();
    throw error;
  }
  return Object.freeze({
    labTree: { workingTree: root, cluster: name },
    cluster: async () => {
      const { model } = await currentCatalogue(root);
      const found = model?.clusters.find((each) => each.name === name);
      if (found === undefined) throw new LabError(`Cannot read the catalogue in "${root}"`);
      return found;
    },
    services: async () => {
      const found = servicesOf((await currentCatalogue(root)).values);
      return new Map([...found].map(([name, { service }]) => [name, service]));
    },
    move: async (move: (service: Service) => Move | undefined) => {
      const done: string[] = [];
      for (const service of servicesOf((await currentCatalogue(root)).values).keys()) {
        const text = await moveOne(root, service, move);
        if (text !== undefined) done.push(`${service}: ${text}`);
      }
      if (done.length > 0) await generate(root);
      return done;
    },
    remove: async (service: string) => {
      const switched = await switchedOff(root, name, service);
      if (switched === undefined) return false;
      const { path, before, after } = switched;
      await Deno.writeTextFile(path, after);
      if ((await currentCatalogue(root)).model === undefined) {
        await Deno.writeTextFile(path, before);
        return false;
      }
      await generate(root);
      return true;
    },
    restore: copy,
    [Symbol.asyncDispose]: dispose,
  });
}

async function moveOne(
  root: string,
  name: string,
  move: (service: Service) => Move | undefined,
): Promise<string | undefined> {
  const { values } = await currentCatalogue(root);
  const found = servicesOf(values).get(name);
  const wanted = found === undefined ? undefined : move(found.service);
  if (found === undefined || wanted === undefined || wanted.changes.length === 0) return undefined;
  const source = { ...found, text: await Deno.readTextFile(`${root}/${found.file}`) };
  await withStagedEdit({ root, values, source, move: wanted }, ({ model, diagnostics, replace }) => {
    if (model === undefined) {
      throw new LabError(
        `Cannot move the canary of "${name}": ${diagnostics[0]?.message ?? "it has errors"}`,
      );
    }
    replace();
    return Promise.resolve();
  });
  return wanted.summary;
}

/** A cluster's file before and after a service is switched off in it; `undefined` if that can't be written there. */
async function switchedOff(
  root: string,
  cluster: string,
  service: string,
): Promise<{ readonly path: string; readonly before: string; readonly after: string } | undefined> {
  const { values } = await currentCatalogue(root);
  const found = values.find(({ group, value }) =>
    group === "overlays" && (value as { readonly name?: unknown }).name === cluster
  );
  if (found === undefined) return undefined;
  const { services } = found.value as { readonly services?: Readonly<Record<string, unknown>> };
  const change: ValueChange = services === undefined
    ? { kind: "set", path: ["services"], value: { [service]: { enabled: false } } }
    : Object.hasOwn(services, service)
    ? { kind: "set", path: ["services", service, "enabled"], value: false }
    : { kind: "set", path: ["services", service], value: { enabled: false } };
  const path = `${root}/${found.file}`;
  const before = await Deno.readTextFile(path);
  try {
    return { path, before, after: changeText(before, [change]) };
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
