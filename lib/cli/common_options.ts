/** The options that every command has. */

/** Merged under a command's own options. */
export const commonOptions = {
  color: {
    kind: "choice",
    choices: ["auto", "always", "never"],
    description: "colour; auto: in a terminal, unless NO_COLOR is set",
  },
  help: { kind: "flag", description: "this text" },
} as const;
