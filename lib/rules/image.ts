/** Parts of an image reference. */

/** A reference such as `registry.example:5000/team/backend:1.4.0@sha256:…`, taken apart. */
export interface Image {
  /** Registry and repository. */
  readonly name: string;
  /** For example `1.4.0`; undefined where none is written. */
  readonly tag: string | undefined;
  /** For example `sha256:…`; undefined where none is written. */
  readonly digest: string | undefined;
}

/** Takes an image reference apart; a colon before a slash belongs to the registry's port. */
export function parseImage(reference: string): Image {
  const [rest = "", digest] = reference.split("@");
  const colon = rest.lastIndexOf(":");
  return colon > rest.lastIndexOf("/")
    ? { name: rest.slice(0, colon), tag: rest.slice(colon + 1), digest }
    : { name: rest, tag: undefined, digest };
}
