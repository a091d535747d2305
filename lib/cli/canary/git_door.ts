/** The driver's door to Git: the checkout, read as a catalogue and changed as the `canary` command changes it. */
import { abort, advance, type Move, promote, removeCanary } from "../../canary/actions/mod.ts";
import { commitMessage } from "../../canary/commit_message.ts";
import type { GitDoor, GitState } from "../../canary/driver/mod.ts";
import { Refusal } from "../../canary/edit/refusal.ts";
import type { DriverCheckout } from "../../canary/world/driver_checkout.ts";
import { type Checkout } from "../../canary/world/git.ts";
import type { LoadedFile } from "../../catalogue/load/load_catalogue.ts";
import type { ClusterModel, Model } from "../../model/types.ts";
import { plainStyle } from "../../report/style.ts";
import type { Context } from "../command.ts";
import { treeRoot } from "../compare_tree.ts";
import { exitCodes } from "../exit_code.ts";
import { Failure } from "../failure.ts";
import { makeMove } from "./make_move.ts";
import { catalogueErrors, currentCatalogue, findService, type ServiceFile } from "./service_file.ts";

/** The catalogue of the commit that was read last. */
export interface DriverCatalogue {
  /** Every file's value. */
  readonly values: readonly LoadedFile[];
  /** What they say together. */
  readonly model: Model;
  /** The service that is driven. */
  readonly source: ServiceFile;
  /** The cluster that is driven. */
  readonly cluster: ClusterModel;
}

/** What the door is made of. */
export interface GitDoorParts {
  /** The checkout's folder: an absolute path. */
  readonly root: string;
  /** The service's name. */
  readonly service: string;
  /** The name of the cluster that is driven. */
  readonly cluster: string;
  /** Gets and pushes. */
  readonly driverCheckout: DriverCheckout;
  /** Commits. */
  readonly checkout: Checkout;
}

const moves = { advance, promote, abort } as const;

/** Whatever an edit says is in the commit's message. */
function silent(root: string): Context {
  const channel = { style: plainStyle, line: () => {} };
  return { root, elapsed: () => 0, output: { result: channel, messages: channel } };
}

/** Loads the catalogue below a root; throws a {@linkcode Failure} where it has errors. */
export async function readCatalogue(
  root: string,
  service: string,
  cluster: string,
): Promise<DriverCatalogue> {
  const { values, model, diagnostics } = await currentCatalogue(root);
  if (model === undefined) {
    throw catalogueErrors(diagnostics);
  }
  const found = model.clusters.find(({ name }) => name === cluster);
  if (found === undefined) {
    throw new Failure(
      exitCodes.usage,
      `There is no cluster ${JSON.stringify(cluster)}`,
      "overlays/ has them",
    );
  }
  return { values, model, cluster: found, source: findService(root, values, service) };
}

/** The door to a checkout. */
export class CheckoutDoor implements GitDoor {
  readonly #parts: GitDoorParts;
  #catalogue: DriverCatalogue | undefined;

  /** Nothing is read yet. */
  constructor(parts: GitDoorParts) {
    this.#parts = parts;
  }

  /** Of the commit that was read last; throws before. */
  get catalogue(): DriverCatalogue {
    if (this.#catalogue === undefined) throw new Error("The checkout has not been read yet");
    return this.#catalogue;
  }

  /** Every path that the cluster gets the service from. */
  get paths(): readonly string[] {
    const { service, cluster } = this.#parts;
    return [
      this.catalogue.source.file,
      `${treeRoot}/base/${service}`,
      `${treeRoot}/${cluster}/services/${service}`,
    ];
  }

  /** Gets the newest commit and reads it. */
  async synchronise(): Promise<GitState> {
    const { root, service, cluster, driverCheckout } = this.#parts;
    await driverCheckout.synchronise();
    const catalogue = this.#catalogue = await readCatalogue(root, service, cluster);
    const { head, changedAt } = await driverCheckout.lastChange(this.paths);
    const here = catalogue.cluster.services.find(({ name }) => name === service);
    return { head, changedAt, service: catalogue.source.service, canary: here?.canary };
  }

  #move(kind: keyof typeof moves): Move {
    return moves[kind](this.catalogue.source.service);
  }

  /** Edits, generates and commits. A canary whose steps can't be edited is aborted by removing it altogether. */
  async commit(kind: keyof typeof moves, reasons: readonly string[]): Promise<void> {
    try {
      await this.#commit(this.#move(kind), reasons);
    } catch (error) {
      if (kind !== "abort" || !(error instanceof Refusal)) throw error;
      await this.#commit(removeCanary(this.catalogue.source.service), reasons);
    }
  }

  async #commit(move: Move, reasons: readonly string[]): Promise<void> {
    const { root, service, cluster, checkout } = this.#parts;
    const { values, model, source } = this.catalogue;
    const made = await makeMove({
      context: silent(root),
      values,
      model,
      source,
      move,
      confirm({ effects }) {
        if (effects.some((effect) => effect.cluster === cluster && effect.changed)) return true;
        throw new Failure(
          exitCodes.refused,
          `${source.file} does not move the canary in ${cluster}`,
          `the canary is set in overlays/; move it there, or drive another cluster`,
        );
      },
    });
    if (made.kind === "invalid") {
      const [first] = made.diagnostics;
      throw new Failure(exitCodes.invalid, `The catalogue would have errors: ${first?.message}`);
    }
    const { summary, next } = move;
    const message = commitMessage({ service, summary, reasons, effects: made.found.effects, next });
    await checkout.commit([source.file, treeRoot], message);
  }

  /** Pushes; false where somebody else was first. */
  push(): Promise<boolean> {
    return this.#parts.driverCheckout.push();
  }
}
