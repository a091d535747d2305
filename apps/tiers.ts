import { type AppPrograms, appPrograms } from "./programs.ts";
import { type Running, start, type StartOptions } from "./running.ts";

/** All three tiers, each of which calls the next. */
export interface Tiers extends AsyncDisposable {
  readonly frontend: Running;
  readonly backend: Running;
  readonly ml: Running;
}

/** The path by which each tier says that it is ready, as the catalogue has it. */
export const READY = { frontend: "/api/readyz", backend: "/readyz", ml: "/readyz" } as const;

/** What differs from tier to tier when all are started. */
export type TierOptions = Readonly<Partial<Record<keyof AppPrograms, StartOptions>>>;

/** Starts the three tiers as processes of this machine, on loopback. Disposing of them stops them. */
export async function startTiers(options: TierOptions = {}): Promise<Tiers> {
  const programs = await appPrograms();
  await using started = new AsyncDisposableStack();
  const run = async (tier: keyof AppPrograms, env: Readonly<Record<string, string>>) => {
    const own = options[tier] ?? {};
    const running = await start(programs[tier], READY[tier], { ...own, env: { ...env, ...own.env } });
    return started.use(running);
  };
  const named = (tier: string) => ({ VERSION: "stable", POD_NAME: `${tier}-stable-1` });
  const ml = await run("ml", named("ml"));
  const backend = await run("backend", { ...named("backend"), ML_URL: ml.url });
  const frontend = await run("frontend", { ...named("frontend"), BACKEND_URL: backend.url });
  const kept = started.move();
  return { frontend, backend, ml, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}
