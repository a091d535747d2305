import type { ValuePath } from "../../diagnostic.ts";
import type { Frozen, ResourcesInput, ServiceDefinition } from "../../model/types.ts";
import { parseQuantity } from "../../quantity.ts";
import type { DefinitionRule, Finding } from "../rule.ts";
import { at } from "../rule.ts";

/** Less memory than any process needs. Unit: bytes. */
const leastBytes = 1024 ** 2;
/** More cores than any node has. */
const mostCores = 1024;

function* bytes(path: ValuePath, quantity: string | undefined): Iterable<Finding> {
  if (quantity === undefined || parseQuantity(quantity) >= leastBytes) return;
  const digits = /^[0-9.]+/.exec(quantity)![0];
  const text = `is ${JSON.stringify(quantity)}, which is ${parseQuantity(quantity)} bytes`;
  yield at(path, text, `write ${JSON.stringify(`${digits}Mi`)} for mebibytes`);
}

function* cores(path: ValuePath, quantity: string | undefined): Iterable<Finding> {
  if (quantity === undefined || parseQuantity(quantity) <= mostCores) return;
  const digits = /^[0-9.]+/.exec(quantity)![0];
  const text = `is ${JSON.stringify(quantity)}, which is ${parseQuantity(quantity)} cores`;
  yield at(path, text, `write ${JSON.stringify(`${digits}m`)} for thousandths of a core`);
}

function* sizes(path: ValuePath, resources: Frozen<ResourcesInput> | undefined): Iterable<Finding> {
  for (const side of ["requests", "limits"] as const) {
    const amounts = resources?.[side];
    if (amounts === undefined) continue;
    yield* cores([...path, side, "cpu"], amounts.cpu);
    yield* bytes([...path, side, "memory"], amounts.memory);
    yield* bytes([...path, side, "ephemeral-storage"], amounts["ephemeral-storage"]);
  }
}

function* volumeSizes({ written }: ServiceDefinition): Iterable<Finding> {
  for (const [name, volume] of Object.entries(written.volumes ?? {})) {
    if ("claim" in volume) yield* bytes(["volumes", name, "claim", "size"], volume.claim.size);
    if ("emptyDir" in volume) {
      yield* bytes(["volumes", name, "emptyDir", "sizeLimit"], volume.emptyDir.sizeLimit);
    }
  }
}

/** MESH105: a unit that was mixed up. */
export const resourceSize: DefinitionRule = {
  code: "MESH105",
  name: "resource-size",
  severity: "error",
  over: "definition",
  about: ["resources", "canary", "volumes"],
  summary: "An amount of memory, disk or processor time is out of all proportion",
  reason:
    "`m` means thousandths and `M` millions: `128m` of memory is an eighth of a byte, and such a container " +
    "is killed at once; `500M` of processor time fits no node.",
  fix: "Write memory and disk with `Mi` or `Gi`, processor time with `m` or as a number of cores.",
  example: {
    wrong: `resources: { limits: { memory: "128m" } },`,
    right: `resources: { limits: { memory: "128Mi" } },`,
  },
  *check(service) {
    const { resources, canary, volumes } = service.written;
    if (resources !== undefined) yield* sizes(["resources"], resources);
    if (canary?.resources !== undefined) yield* sizes(["canary", "resources"], canary.resources);
    if (volumes !== undefined) yield* volumeSizes(service);
  },
};
