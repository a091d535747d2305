/** Where a service uses its Secrets. */
import type { ValuePath } from "../diagnostic.ts";
import type { Frozen, ServiceInput } from "../model/types.ts";
import { oncePer } from "../once_per.ts";

/** One use of a Secret. */
export interface SecretUse {
  /** The Secret's name. */
  readonly secret: string;
  /** The key; undefined: the whole Secret. */
  readonly key: string | undefined;
  /** Whether the container starts without it. */
  readonly optional: boolean;
  /** The way to the Secret's name. */
  readonly path: ValuePath;
}

/** Every use of a Secret in environment and volumes, the canary's too. */
export const secretUses: (written: Frozen<ServiceInput>) => readonly SecretUse[] = oncePer(
  ({ env, canary, volumes }) => {
    const uses: SecretUse[] = [];
    for (const [path, values] of [[["env"], env], [["canary", "env"], canary?.env]] as const) {
      for (const name in values) {
        const value = values[name]!;
        if (typeof value === "string" || !("secret" in value)) continue;
        const { secret, key, optional = false } = value;
        uses.push({ secret, key, optional, path: [...path, name, "secret"] });
      }
    }
    for (const name in volumes) {
      const volume = volumes[name]!;
      if (!("secret" in volume)) continue;
      uses.push({
        secret: volume.secret,
        key: undefined,
        optional: false,
        path: ["volumes", name, "secret"],
      });
    }
    return uses;
  },
);
