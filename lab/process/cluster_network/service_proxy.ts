import type { V1EndpointSlice, V1Service } from "@kubernetes/client-node";
import { runProgram } from "../run_program.ts";
import { natTable } from "./nat_table.ts";
import { servicePorts } from "./service_ports.ts";

/** Plays kube-proxy: keeps the rules of the network namespace it runs in as Services and EndpointSlices say. */
export interface ServiceProxy {
  /** Sees to it that the rules are those of these objects; an unchanged table costs nothing. */
  readonly apply: (services: readonly V1Service[], slices: readonly V1EndpointSlice[]) => Promise<void>;
}

/** A service proxy that has made no rules yet. */
export function serviceProxy(): ServiceProxy {
  let current: string | undefined;
  return {
    async apply(services, slices) {
      const wanted = natTable(servicePorts(services, slices));
      if (wanted === current) return;
      // The kernel takes the table as a whole: no packet meets half of it.
      await runProgram(["iptables-restore", "-w"], wanted);
      current = wanted;
    },
  };
}
