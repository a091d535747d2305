import { failuresText } from "../../../lab/verify/load_count.ts";
import type { FindingCode } from "../../../lib/plan/finding.ts";
import type { Played } from "./played.ts";

/** Seconds from when everything is at rest in which a request may still fail that isn't lost for good. */
const GRACE = 5;

const failing: readonly FindingCode[] = ["requests-fail", "requests-lost"];

/** What a plan and the play of its transition disagree about; empty if they agree. */
export function disagreements(played: Played): readonly string[] {
  const { codes, load: { sent, failures }, pushed, settled, ended, refused, trouble, shown } = played;
  const found: string[] = [];
  const failed = `${failures.length} of ${sent} requests failed: ${failuresText(failures)}`;
  const has = (code: FindingCode) => codes.includes(code);
  const early = failures.filter(({ at, seconds }) => at + seconds < pushed);
  if (sent === 0) found.push("nothing was sent");
  if (early.length > 0) found.push(`requests failed before the commit: ${failuresText(early)}`);
  if (codes.some((code) => failing.includes(code))) {
    if (failures.length === 0) found.push(`not one of ${sent} requests failed`);
    const late = failures.filter(({ at }) => at > Math.max(settled ?? 0, ended - GRACE));
    if (has("requests-lost") && late.length === 0) found.push(`no request fails any more: ${failed}`);
    if (!has("requests-lost") && late.length > 0) found.push(`requests fail for good: ${failed}`);
  } else if (failures.length > 0) found.push(failed);
  if (has("immutable-field")) {
    if (refused === undefined) found.push("nobody refused it");
  } else if (settled === undefined) {
    found.push(`it never came to rest: ${[refused, trouble].filter(Boolean).join("; ")}`);
  }
  if (shown !== undefined && !shown.is) found.push(`not seen: ${shown.text}`);
  return found;
}
