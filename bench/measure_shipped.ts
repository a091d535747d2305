/** The catalogue that ships with the project. */
import { generator, time } from "./process.ts";
import { type Samples, samplesOf } from "./samples.ts";
import { Workspace } from "./workspace.ts";

/** How long a run on the shipped catalogue takes that has nothing to do: the whole process. */
export async function measureShipped(runs: number): Promise<Samples> {
  using workspace = Workspace.withShippedCatalogue();
  const generate = generator(workspace.root, "generate");
  await time(generate);
  await time(generate);
  const seconds: number[] = [];
  for (let run = 0; run < runs; run++) seconds.push(await time(generate));
  return samplesOf(seconds);
}
