import { createHash } from "node:crypto";
import type { Tool } from "./recipe.ts";

/** Where a tool is, or will be, in the cache. */
export interface Located {
  /** The folder of the cache entry. */
  readonly folder: string;
  /** The program or folder within the entry that is the tool. */
  readonly path: string;
  /** The hash over the pin, the recipe and everything the tool is made from. */
  readonly key: string;
}

/** Tools by name. */
export type Tools = Readonly<Record<string, Tool>>;

/**
 * Where a tool is kept below the cache's folder, whether or not it has been made.
 *
 * @throws {TypeError} if there is no tool of that name.
 */
export function locate(tools: Tools, name: string, root: string): Located {
  const { pin, recipe } = toolNamed(tools, name);
  const inputs = recipe.uses.map((input) => locate(tools, input, root).key);
  const shaping = JSON.stringify([pin, recipe.identity(), inputs, Deno.build.os, Deno.build.arch]);
  const key = createHash("sha256").update(shaping).digest("hex").slice(0, 16);
  const folder = `${root}/${name}-${pin.version.replaceAll(" ", "-")}-${key}`;
  return { folder, path: recipe.result === "" ? folder : `${folder}/${recipe.result}`, key };
}

/**
 * The tool of a name.
 *
 * @throws {TypeError} if there is none.
 */
export function toolNamed(tools: Tools, name: string): Tool {
  const tool = tools[name];
  if (tool !== undefined) return tool;
  throw new TypeError(`Cannot find the tool "${name}" among ${Object.keys(tools).join(", ")}`);
}
