/** What the pictures have in common: one font, one palette for light and dark pages, text that can't end a tag. */

const styles = `
.page{fill:#fff}.title{font:600 17px system-ui,sans-serif;fill:#1d2733}.note{font:13px system-ui,sans-serif;fill:#5b6876}
.label{font:600 13px system-ui,sans-serif;fill:#1d2733}.grid{stroke:#e3e9ef}.axis{font:12px system-ui,sans-serif;fill:#5b6876}
.stable{fill:#3b82b8}.canary{fill:#d9a520}.gateway{fill:#6b7c8c}.client{fill-opacity:.45}.mark{stroke:#1d2733;stroke-dasharray:4 4}
.line{fill:none;stroke-width:2}.line.stable{stroke:#3b82b8}.line.canary{stroke:#b58105}.join{stroke:#9fb0c0;fill:none}
@media(prefers-color-scheme:dark){.page{fill:#12181f}.title,.label{fill:#e6edf3}.note,.axis{fill:#9fb0c0}.grid{stroke:#26313c}
.mark{stroke:#e6edf3}.line.stable{stroke:#5aa2d6}.line.canary{stroke:#d9a520}.join{stroke:#5b6876}}
`.trim();

/** A picture that stands alone. */
export function picture(
  { width, height, title, note }: {
    readonly width: number;
    readonly height: number;
    readonly title: string;
    readonly note: string;
  },
  parts: readonly string[],
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>${styles}</style>`,
    `<rect class="page" width="${width}" height="${height}"/>`,
    `<text class="title" x="24" y="34">${escaped(title)}</text>`,
    `<text class="note" x="24" y="56">${escaped(note)}</text>`,
    ...parts,
    "</svg>",
    "",
  ].join("\n");
}

/** Text as it may stand in XML. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}

/** A coordinate, short. */
export function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}
