/** From a value of a catalogue file to the line and column it is written at. Loads a parser: import it when needed. */
export { findValue, type FoundValue, locate, locateKey, type Location } from "./find_value.ts";
export { locateDiagnostics } from "./locate_diagnostics.ts";
export { findInput, type InputPlace } from "./find_input.ts";
