/** Text from outside, made safe to print. */

// deno-lint-ignore no-control-regex -- finding control characters is what it is for
const unsafe = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * The text with control and direction characters written as escapes (`\u001b`, `\n`): values of a catalogue can
 * neither move the cursor of a terminal nor begin a line that a CI system would take for a command.
 */
export function printable(text: string): string {
  return text.replace(unsafe, (character) => {
    if (character === "\n") return "\\n";
    if (character === "\t") return "\\t";
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
