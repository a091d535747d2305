/** How words are set off for people. */

/** One function for each use of colour; each gives its text back as it should be printed. */
export interface Style {
  /** What matters most. */
  readonly strong: (text: string) => string;
  /** What matters least. */
  readonly faint: (text: string) => string;
  /** The word "error". */
  readonly error: (text: string) => string;
  /** The word "warning". */
  readonly warning: (text: string) => string;
  /** A line that comes. */
  readonly added: (text: string) => string;
  /** A line that goes. */
  readonly removed: (text: string) => string;
  /** A file, line and column. */
  readonly place: (text: string) => string;
}

const same = (text: string) => text;

/** Prints every text as it is: for pipes, files and tests. */
export const plainStyle: Style = {
  strong: same,
  faint: same,
  error: same,
  warning: same,
  added: same,
  removed: same,
  place: same,
};

const code = (on: number, off: number) => (text: string) =>
  text === "" ? "" : `\x1b[${on}m${text}\x1b[${off}m`;

/** The sixteen colours that every terminal has, so that the reader's own theme decides what they look like. */
export const colouredStyle: Style = {
  strong: code(1, 22),
  faint: code(2, 22),
  error: code(31, 39),
  warning: code(33, 39),
  added: code(32, 39),
  removed: code(31, 39),
  place: code(36, 39),
};
