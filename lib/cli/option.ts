/** What an argument may be. */

/** Anything that `help` has a line for. */
export interface Described {
  /** One line for `help`. */
  readonly description: string;
}

/** `--json`. */
export interface FlagOption extends Described {
  /** Given or not given. */
  readonly kind: "flag";
}

/** `--image REFERENCE`. */
export interface TextOption extends Described {
  /** Takes any text. */
  readonly kind: "text";
  /** How `help` calls the value: `NAME`. */
  readonly placeholder: string;
}

/** `--color always|never|auto`. */
export interface ChoiceOption<Choice extends string = string> extends Described {
  /** Takes one of a few words. */
  readonly kind: "choice";
  /** The first is the default. */
  readonly choices: readonly [Choice, ...Choice[]];
}

/** `--service NAME`, as often as one likes. */
export interface ListOption extends Described {
  /** May be given more than once. */
  readonly kind: "list";
  /** What stands for the value in help texts. */
  readonly placeholder: string;
}

/** Any option. */
export type Option = FlagOption | TextOption | ChoiceOption | ListOption;

/** The options of a command by name, without `--`. */
export type Options = Readonly<Record<string, Option>>;

/** What a command gets for an option. */
export type OptionValue<O extends Option> = O extends FlagOption ? boolean
  : O extends ListOption ? readonly string[]
  : O extends ChoiceOption<infer Choice> ? Choice
  : string | undefined;

/** What a command gets for its options. */
export type OptionValues<O extends Options> = { readonly [Name in keyof O]: OptionValue<O[Name]> };
