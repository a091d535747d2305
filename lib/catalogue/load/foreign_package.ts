/** Packages that the generator does not have. */

/**
 * Whether Deno refused to load a package that its lock file lacks. Deno then refuses to load anything more in the same
 * process, so that nothing can be said of other files.
 */
export function isLockFailure(message: string): boolean {
  return message.includes("The lockfile is out of date");
}

/** Whether an import names a package that Deno's message says is not locked. */
export function isForeignPackage(specifier: string, message: string): boolean {
  const [, name] = /^(?:npm|jsr):\/?((?:@[\w.-]+\/)?[\w.-]+)/.exec(specifier) ?? [];
  return name !== undefined && message.includes(`:${name}@`);
}
