/** The rendered repository as a value. */

/**
 * Every generated file: its path below `clusters/` with `/` (`base/backend/service.yaml`) → its whole text,
 * header included. Nothing else decides what is written.
 */
export type FileTree = ReadonlyMap<string, string>;
