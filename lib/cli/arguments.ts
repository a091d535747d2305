/** From words on the command line to typed values. */
import { parseArgs } from "node:util";
import { didYouMean } from "../did_you_mean.ts";
import { exitCodes } from "./exit_code.ts";
import { Failure } from "./failure.ts";
import type { Option, Options, OptionValues } from "./option.ts";

/** A command's arguments. */
export interface Arguments<O extends Options> {
  /** By name, defaults filled in. */
  readonly options: OptionValues<O>;
  /** What stands without a dash, in order. */
  readonly positionals: readonly string[];
}

const usage = (message: string, fix?: string) => new Failure(exitCodes.usage, message, fix);

function defaultOf(option: Option): unknown {
  switch (option.kind) {
    case "flag":
      return false;
    case "list":
      return [];
    case "choice":
      return option.choices[0];
    case "text":
      return undefined;
  }
}

/**
 * Reads `--name value`, `--name=value`, flags and positionals; `--` ends the options. Throws a {@linkcode Failure} that
 * names the argument where one is unknown, lacks its value, has one too many or isn't among the choices.
 */
export function parseArguments<const O extends Options>(
  args: readonly string[],
  options: O,
  helpCommand: string,
): Arguments<O> {
  const values: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(options)) values[name] = defaultOf(option);
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { kind }]) => [
        name,
        { type: kind === "flag" ? "boolean" as const : "string" as const },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const { name, rawName, value } = token;
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (option === undefined) {
      const near = rawName.startsWith("--") ? didYouMean(name, Object.keys(options)) : undefined;
      throw usage(
        `Unknown option ${JSON.stringify(rawName)}`,
        near?.replace(/"(.*)"/, '"--$1"') ?? `"${helpCommand}" lists the options`,
      );
    }
    if (option.kind === "flag") {
      if (value !== undefined) throw usage(`${rawName} takes no value, has ${JSON.stringify(value)}`);
      values[name] = true;
      continue;
    }
    if (value === undefined || value === "" || (token.inlineValue === false && value.startsWith("--"))) {
      const wanted = option.kind === "choice" ? option.choices.join(", ") : option.placeholder;
      throw usage(`${rawName} lacks its value`, `write ${rawName} and then ${wanted}`);
    }
    if (option.kind === "list") {
      (values[name] as string[]).push(value);
    } else if (option.kind === "choice" && !option.choices.includes(value)) {
      throw usage(
        `${rawName} is ${JSON.stringify(value)}, must be ${option.choices.join(" or ")}`,
        didYouMean(value, option.choices),
      );
    } else {
      values[name] = value;
    }
  }
  return { options: values as OptionValues<O>, positionals };
}
