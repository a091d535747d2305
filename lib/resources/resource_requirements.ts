/** Requests and limits of a container. */
import type { IContainer } from "kubernetes-models/v1";
import type { VersionModel } from "../model/types.ts";
import { defined } from "./defined.ts";

/** What a container is given, without what isn't set. */
export function resourceRequirements(
  { requests, limits }: VersionModel["resources"],
): NonNullable<IContainer["resources"]> {
  return { ...(requests && { requests: defined(requests) }), ...(limits && { limits: defined(limits) }) };
}
