import { appPrograms } from "../../apps/programs.ts";
import { ToolchainError } from "../../toolchain/toolchain_error.ts";
import { LabError } from "../lab_error.ts";
import type { Layout } from "../process/layout.ts";
import { readTextIfThere } from "../process/state_file.ts";
import { type AgentConfiguration, agentConfigurationPath } from "./agent_configuration.ts";
import type { TierPrograms, Tiers } from "./tiers.ts";

/** What stands for the tiers of a lab that was never told. */
const DEFAULT: Tiers = "apps";

/**
 * What stands for the tiers when a lab comes up: what was asked for, else what the lab was brought up with before, else
 * the programs of `apps/`.
 */
export async function chosenTiers(layout: Layout, asked: Tiers | undefined): Promise<Tiers> {
  if (asked !== undefined) return asked;
  const text = await readTextIfThere(agentConfigurationPath(layout));
  const { tiers } = (text === undefined ? {} : JSON.parse(text)) as Partial<AgentConfiguration>;
  return tiers === undefined ? DEFAULT : Object.keys(tiers).length === 0 ? "echo" : "apps";
}

/**
 * The programs of a choice, built if they are not in the cache: some minutes the first time.
 *
 * @throws {LabError} if this machine cannot build them, saying what is missing and how to do without.
 */
export async function tierPrograms(tiers: Tiers): Promise<TierPrograms> {
  if (tiers === "echo") return {};
  try {
    return { ...await appPrograms() };
  } catch (error) {
    if (!(error instanceof ToolchainError)) throw error;
    throw new LabError(`${error.message}\n"lab up --tiers=echo" runs echo programs in their place`);
  }
}
