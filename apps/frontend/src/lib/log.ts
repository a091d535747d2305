import { settings } from "./settings";

/** Writes one line of JSON with the names that the other tiers use. */
export function log(
  level: "info" | "warn" | "error",
  msg: string,
  details: Readonly<Record<string, unknown>>,
): void {
  const { hop } = settings();
  process.stdout.write(
    `${JSON.stringify({ time: new Date().toISOString(), level, msg, ...hop, ...details })}\n`,
  );
}
