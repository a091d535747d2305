/** A unified difference as people read it. */
import type { FileDifference } from "./file_difference.ts";
import type { Style } from "./style.ts";

/** The lines, coloured as Git colours them; uncoloured they are a patch that applies. */
export function formatDifference({ lines }: FileDifference, style: Style): string {
  return lines.map((line, index) => {
    if (index < 2) return style.strong(line);
    if (line.startsWith("@@")) return style.place(line);
    if (line.startsWith("+")) return style.added(line);
    if (line.startsWith("-")) return style.removed(line);
    return line;
  }).join("\n");
}
