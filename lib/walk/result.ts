/** What a walk finds: a tree of hops, each with the ways it may go and their probabilities. */
import type { Fraction } from "./fraction.ts";
import type { Reference } from "./reference.ts";
import type { Request } from "./request.ts";

/** What a decision is about. */
export type Subject =
  | "call"
  | "gateway"
  | "host"
  | "route"
  | "fault"
  | "policy"
  | "destination"
  | "endpoints"
  | "network"
  | "mutual TLS"
  | "authorization"
  | "mirror";

/** One thing that was decided on the way, and the field that decided it. */
export interface Decision {
  /** What it is about. */
  readonly about: Subject;
  /** For people; no full stop. */
  readonly text: string;
  /** The field; undefined where a default decided. */
  readonly at?: Reference;
}

/** How one way ends. */
export type Outcome =
  | {
    /** The process of a workload gets the request. */
    readonly kind: "reached";
    /** Of the object that makes the pods. */
    readonly workload: string;
    /** Of the pods. */
    readonly namespace: string;
    /** The pods' label `version`; undefined where they have none. */
    readonly version: string | undefined;
    /** The port of the pod. */
    readonly port: number;
    /** The request as it arrives. */
    readonly request: Request;
  }
  | {
    /** A proxy answers by itself. */
    readonly kind: "answered";
    /** The HTTP status. */
    readonly status: number;
    /** For people; no full stop. */
    readonly reason: string;
    /** Where a redirect leads. */
    readonly location?: string;
  }
  | {
    /** No answer: the connection is refused, reset or never made. */
    readonly kind: "refused";
    /** For people; no full stop. */
    readonly reason: string;
  }
  | {
    /** The request leaves the mesh. */
    readonly kind: "external";
    /** Where to. */
    readonly host: string;
    /** The port there. */
    readonly port: number;
  }
  | {
    /** Something decides that isn't understood, or that doesn't stand in the objects. */
    readonly kind: "unknown";
    /** For people; no full stop. */
    readonly reason: string;
  };

/** One way that a request may go at a hop. */
export interface Branch {
  /** Given that the hop happens; those of a hop sum to 1. */
  readonly probability: Fraction;
  /** What was decided on this way, in order. */
  readonly decisions: readonly Decision[];
  /** How it ends. */
  readonly outcome: Outcome;
  /** Waiting that a fault adds, as Istio writes it; undefined where there is none. */
  readonly delay?: string;
  /** The subset that was chosen; undefined where none was. */
  readonly subset?: string;
  /** What the workload calls in its turn. */
  readonly calls: readonly Hop[];
}

/** A copy that a proxy sends and doesn't wait for. */
export interface Mirror {
  /** How many requests are copied. */
  readonly probability: Fraction;
  /** Where to: host, port and subset as they are written. */
  readonly to: string;
  /** The field that says so. */
  readonly at: Reference;
}

/** A request from one end to the next. */
export interface Hop {
  /** Who sends it, for people: `outside`, or a workload. */
  readonly from: string;
  /** What is sent. */
  readonly request: Request;
  /** What was decided whichever way it goes, in order. */
  readonly decisions: readonly Decision[];
  /** The ways it may go. */
  readonly branches: readonly Branch[];
}
