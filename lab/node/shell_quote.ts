/** A word as `sh` reads it back, whatever characters it has. */
export function shellQuote(word: string): string {
  return /^[A-Za-z0-9_/.:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A command as `sh` reads it back. */
export function shellCommand(words: readonly string[]): string {
  return words.map(shellQuote).join(" ");
}
