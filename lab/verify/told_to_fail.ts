import type { VersionModel, VersionName } from "../../lib/model/types.ts";
import { repositoryOf } from "../node/images.ts";
import { outcomeText } from "./outcome_text.ts";
import type { Finding } from "./proof.ts";
import type { Answer } from "./send_requests.ts";

/** The header by which a request asks the tiers and the echo programs that stand for them for a fault. */
const HEADER = "x-fault";

/** What a proxy adds to answers that it has not given itself. */
const UPSTREAM = "x-envoy-upstream-service-time";

/** A status that nobody answers with by himself, and that is no failure in the eyes of a proxy. */
export const UNUSUAL = 418;

/** The header that makes a program fail: its own name or `name@pod`, and a fault such as `delay=12;status=200`. */
export function faultHeader(program: string, fault: string): Readonly<Record<string, string>> {
  return { [HEADER]: `${program}:${fault}` };
}

/**
 * The name to which the program of a version answers: that of its image, for the tiers of `apps/` and for what stands
 * for any other image.
 */
export function programOf(
  { name, versions }: {
    readonly name: string;
    readonly versions: readonly Pick<VersionModel, "version" | "image">[];
  },
  version: VersionName,
): string {
  const image = versions.find((each) => each.version === version)?.image;
  return image === undefined ? name : repositoryOf(image).split("/").at(-1) ?? name;
}

/**
 * Says whether a program that was asked to answer with {@linkcode UNUSUAL} can be told to fail.
 *
 * @returns why nothing can be measured with it; `undefined` if it can be told.
 */
export function judgeTold(
  hop: string,
  program: string,
  answer: Pick<Answer, "status" | "error" | "headers">,
): Finding | undefined {
  const { status, headers } = answer;
  if (status === UNUSUAL) return undefined;
  const asked = `${hop}: asked to answer with ${UNUSUAL}, ${program} answered with ${outcomeText(answer)}`;
  // What never reached the program says nothing of it: the hop itself fails.
  return headers[UPSTREAM] === undefined || status === 403 || status >= 500
    ? { passed: false, text: asked, numbers: { hop, status } }
    : {
      ...{ passed: false, unmeasured: true, numbers: { hop, status } },
      text: `${asked}: not measured: it can't be told to fail, as with FAULTS_BY_HEADER or --tiers=echo`,
    };
}
