/** Catalogue files as values: collecting them, evaluating them in threads of their own, and saying what is wrong. */
export { type LoadCode, loadCodes } from "./codes.ts";
export { type Collected, collectFiles } from "./collect_files.ts";
export { deepFreeze } from "./deep_freeze.ts";
export { collectGroups, type Group, groupNames, type Groups } from "./groups.ts";
export { loadCatalogue, type Loaded, type LoadedFile, type LoadOptions } from "./load_catalogue.ts";
export { CatalogueSession, type SessionOptions } from "./session.ts";
