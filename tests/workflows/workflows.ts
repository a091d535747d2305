/** The workflows as they are. */
import { parse } from "@std/yaml";

/** A step of a job. */
export interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** A job. */
export interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

/** A workflow. */
export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** The repository. */
export const ROOT = new URL("../../", import.meta.url);

/** Every workflow by the name of its file, with its text. */
export function workflows(): ReadonlyMap<string, { readonly text: string; readonly workflow: Workflow }> {
  const folder = new URL(".github/workflows/", ROOT);
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  return new Map(names.map((name) => {
    const text = Deno.readTextFileSync(new URL(name, folder));
    return [name, { text, workflow: parse(text) as Workflow }];
  }));
}

/** Every job with where it is. */
export function jobs(): readonly (Job & { readonly file: string; readonly job: string })[] {
  return [...workflows()].flatMap(([file, { workflow }]) =>
    Object.entries(workflow.jobs).map(([job, value]) => ({ ...value, file, job }))
  );
}
