/** Which paths a file system that ignores the case of letters could not tell apart. */
import type { Conflict } from "./conflict.ts";
import { foldersAbove } from "./relative_path.ts";

const PLAIN = /^[a-z0-9._/-]*$/;

function fold(path: string): string {
  return PLAIN.test(path) ? path : path.normalize("NFC").toLowerCase();
}

/** The spellings of all wanted files and folders. */
export class Spellings {
  // Nearly every path is its own folded form, which the wanted tree itself can answer for.
  readonly #odd = new Map<string, string>();
  readonly #isWanted: (path: string) => boolean;
  readonly #checked = new Set<string>();

  /**
   * Begins without any odd spelling.
   *
   * @param isWanted Whether a file or a folder is wanted in just this spelling.
   */
  constructor(isWanted: (path: string) => boolean) {
    this.#isWanted = isWanted;
  }

  /** Takes a wanted path in; a conflict when it is also wanted in another spelling. */
  add(path: string): Conflict | undefined {
    const folded = fold(path);
    if (folded === path) return undefined;
    const obstacle = this.otherSpelling(path);
    if (obstacle === undefined) this.#odd.set(folded, path);
    return obstacle === undefined ? undefined : { kind: "letterCase", path, obstacle };
  }

  /** A conflict when a path that stays on the disk, or a folder it is in, is wanted in another spelling. */
  clash(kept: string): Conflict | undefined {
    for (const obstacle of [kept, ...foldersAbove(kept)]) {
      if (this.#checked.has(obstacle)) break;
      const path = this.otherSpelling(obstacle);
      if (path !== undefined) return { kind: "letterCase", path, obstacle };
      this.#checked.add(obstacle);
    }
    return undefined;
  }

  /** Another spelling in which a path is wanted. */
  otherSpelling(path: string): string | undefined {
    const folded = fold(path);
    const wanted = this.#odd.get(folded) ?? (this.#isWanted(folded) ? folded : undefined);
    return wanted === path ? undefined : wanted;
  }
}
