import type { ClusterApi } from "../argocd/cluster_api.ts";
import type { CommandContext } from "../commands/command_context.ts";
import type { ClusterModel } from "../../lib/model/types.ts";
import type { Probes } from "./probes.ts";

/** What a proof is given. */
export interface ProofContext extends CommandContext {
  readonly api: ClusterApi;
  /** What the catalogue promises of this cluster. */
  readonly cluster: ClusterModel;
  /** Pods of our own to send requests from. */
  readonly probes: Probes;
  /** Says how far a proof that takes long has come. */
  readonly tell: (text: string) => void;
}

/** One thing that was measured. */
export interface Finding {
  /** Whether the catalogue's promise holds. */
  readonly passed: boolean;
  /** Present if nothing was measured, and the promise is neither shown nor refuted; {@linkcode passed} is false. */
  readonly unmeasured?: true;
  /** A sentence without a full stop, with the numbers, such as `frontend → backend: 193 of 2,000 reached canary…`. */
  readonly text: string;
  /** What was measured, and what was accepted, for machines. */
  readonly numbers?: Readonly<Record<string, number | string | boolean | null>>;
}

/** A promise of the catalogue that is shown to hold, or not to. */
export interface Proof {
  /** What `--only` takes, such as `weights`. */
  readonly name: string;
  /** What it proves, for people. */
  readonly title: string;
  /**
   * Measures.
   *
   * @returns what was found; a proof without any finding has failed.
   * @throws {LabError} if nothing can be measured.
   */
  readonly run: (context: ProofContext) => Promise<readonly Finding[]>;
}

/** What came of a proof. */
export interface Verdict {
  readonly name: string;
  readonly title: string;
  /** Whether every finding has passed. */
  readonly passed: boolean;
  /** Whether it has not passed only because something could not be measured here. */
  readonly unmeasured: boolean;
  readonly findings: readonly Finding[];
  /** How long it took. */
  readonly seconds: number;
}
