/** Who can reach whom, as a table and as reasons. */
import { printable } from "../../report/printable.ts";
import type { Style } from "../../report/style.ts";
import type { Reach } from "../reachability.ts";
import { type Places, placeText } from "./places.ts";

const signs: Readonly<Record<Reach["reaches"], string>> = { yes: "yes", no: "·", unknown: "?" };

/** One row for each caller, one column for each Service's port, then the reason of each refusal. */
export function matrixText(list: readonly Reach[], places: Places, style: Style): string {
  const columns = [...new Set(list.map(({ to, port }) => `${to}:${port}`))];
  const rows = [...new Set(list.map(({ from }) => from))];
  const cells = new Map(list.map((reach) => [`${reach.from} ${reach.to}:${reach.port}`, reach]));
  const first = Math.max(...rows.map((row) => row.length), "from".length);
  const table = [
    ["from".padEnd(first), ...columns].join("  "),
    ...rows.map((row) =>
      [
        row.padEnd(first),
        ...columns.map((column) => {
          const reach = cells.get(`${row} ${column}`)?.reaches ?? "no";
          const sign = signs[reach].padEnd(column.length);
          return reach === "yes"
            ? style.strong(sign)
            : reach === "unknown"
            ? style.warning(sign)
            : style.faint(sign);
        }),
      ].join("  ").trimEnd()
    ),
  ];
  const reasons = list.filter(({ reaches }) => reaches !== "yes").map(({ from, to, port, reason, at }) => {
    const where = placeText(at, places);
    return `${from} → ${to}:${port}  ${printable(reason)}${where === "" ? "" : `  ${style.place(where)}`}`;
  });
  return [...table, "", ...reasons].join("\n");
}
