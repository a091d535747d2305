import type { CatalogueRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** MESH001: two files declare services of the same name. */
export const uniqueServiceName: CatalogueRule = {
  code: "MESH001",
  name: "unique-service-name",
  severity: "error",
  over: "catalogue",
  summary: "Two service files have the same name",
  reason:
    "The name is the service's folder, its labels and its Application; the second would overwrite the first.",
  fix: "Give each service a name of its own.",
  example: {
    wrong: `// services/shop/backend.ts
// services/stock/backend.ts`,
    right: `// services/shop/backend.ts
// services/stock/warehouse.ts`,
  },
  *check({ catalogue }) {
    const owners = new Map<string, string>();
    // A file that is called like its service has the older right to the name.
    const rightful = (file: string, name: string) => file.endsWith(`/${name}.ts`) ? 0 : 1;
    const services = catalogue.services.toSorted((a, b) =>
      rightful(a.file, a.value.name) - rightful(b.file, b.value.name) || (a.file < b.file ? -1 : 1)
    );
    for (const { file, value } of services) {
      const owner = owners.get(value.name);
      if (owner === undefined) owners.set(value.name, file);
      else {
        const text = `is ${JSON.stringify(value.name)}, already the name of the service in ${owner}`;
        yield atFile(file, ["name"], text, "give each service a name of its own");
      }
    }
  },
};
