/** A walk as a graph: what is reached, column by column, and how many requests go from one to the next. */
import { add, type Fraction, multiply, one } from "../fraction.ts";
import type { Hop, Outcome } from "../result.ts";
import { outcomeWords } from "./words.ts";

/** Something that sends or gets requests, or an end. */
export interface GraphNode {
  /** Unique. */
  readonly id: string;
  /** How many hops lead to it. */
  readonly column: number;
  /** What it is. */
  readonly kind: "sender" | Outcome["kind"];
  /** Its first line. */
  readonly title: string;
  /** Its second line; empty where there is none. */
  readonly subtitle: string;
  /** Whether its pods are another version than `stable`. */
  readonly isCanary: boolean;
  /** Of all requests at the root. */
  readonly probability: Fraction;
}

/** Requests from one node to another. */
export interface GraphEdge {
  /** An `id`. */
  readonly from: string;
  /** An `id`. */
  readonly to: string;
  /** Of all requests at the root. */
  readonly probability: Fraction;
}

/** Nodes in the order of their columns, and edges between them. */
export interface Graph {
  /** The sender first. */
  readonly nodes: readonly GraphNode[];
  /** In the order in which they were found. */
  readonly edges: readonly GraphEdge[];
}

function subtitleOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case "reached":
      return outcome.namespace;
    case "external":
      return `port ${outcome.port}`;
    default:
      return outcome.reason;
  }
}

/** Puts what is alike together: the same workload in the same column, or the same end of a sender. */
export function graphOf(root: Hop): Graph {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  const visit = (hop: Hop, from: string, column: number, probability: Fraction) => {
    for (const { outcome, probability: own, calls } of hop.branches) {
      const share = multiply(probability, own);
      const title = outcomeWords(outcome);
      const id = outcome.kind === "reached"
        ? `${column}/${outcome.namespace}/${outcome.workload}`
        : `${column}/${hop.request.host}/${title}/${subtitleOf(outcome)}`;
      const known = nodes.get(id);
      nodes.set(id, {
        id,
        column,
        kind: outcome.kind,
        title,
        subtitle: subtitleOf(outcome),
        isCanary: outcome.kind === "reached" && outcome.version !== undefined && outcome.version !== "stable",
        probability: known === undefined ? share : add(known.probability, share),
      });
      const key = `${from} ${id}`;
      const edge = edges.get(key);
      edges.set(key, {
        from,
        to: id,
        probability: edge === undefined ? share : add(edge.probability, share),
      });
      for (const call of calls) visit(call, id, column + 1, share);
    }
  };
  const sender: GraphNode = {
    id: "0",
    column: 0,
    kind: "sender",
    title: root.from,
    subtitle: root.request.host,
    isCanary: false,
    probability: one,
  };
  visit(root, sender.id, 1, one);
  const found = [sender, ...nodes.values()].toSorted((a, b) => a.column - b.column);
  return { nodes: found, edges: [...edges.values()] };
}
