import { at, escaped, picture } from "./svg.ts";

/** A span of a measured trace. */
export interface MeasuredSpan {
  /** Unique in its trace. */
  readonly id: string;
  /** The span that it is part of; empty for the first. */
  readonly parent: string;
  /** Who reported it, such as `backend.backend`. */
  readonly service: string;
  /** `stable`, `canary`, or the release of something that has no versions. */
  readonly version: string;
  /** `server`: from the first byte that came to the last of the answer; `client`: the same of what it sent on. */
  readonly kind: string;
  /** Counted from the start of the trace. Unit: microseconds. */
  readonly start: number;
  /** Unit: microseconds. */
  readonly duration: number;
}

/** A trace that was measured. */
export interface MeasuredTrace {
  /** As Jaeger knows it. */
  readonly id: string;
  /** What was asked, for people. */
  readonly request: string;
  /** The outermost first. */
  readonly spans: readonly MeasuredSpan[];
}

const [width, left, right, top, row] = [920, 170, 90, 104, 34];

/** A trace as a waterfall: a bar for each span, in the order in which they began, each below its parent. */
export function tracePicture({ id, request, spans }: MeasuredTrace): string {
  const total = Math.max(...spans.map(({ start, duration }) => start + duration));
  const step = gridStep(total);
  const x = (microseconds: number) => left + microseconds / total * (width - left - right);
  const bottom = top + spans.length * row;
  const grid = Array.from({ length: Math.floor(total / step) + 1 }, (_, index) => {
    const place = at(x(index * step));
    return `<path class="grid" d="M${place} ${top - 12}V${bottom}"/>` +
      `<text class="axis" x="${place}" y="${top - 18}" text-anchor="middle">${index * step / 1000} ms</text>`;
  });
  const bars = spans.map((span, index) => {
    const { service, version, kind, start, duration } = span;
    const y = top + index * row;
    const [name = service] = service.split(".");
    const isTier = version === "stable" || version === "canary";
    const who = `${name}${isTier ? ` ${version}` : ""}`;
    const words = `${who}, ${kind === "server" ? "whole request" : "call of the next"}`;
    const length = Math.max(1.5, x(start + duration) - x(start));
    const colour = `${isTier ? version : "gateway"}${kind === "client" ? " client" : ""}`;
    return [
      `<g><title>${escaped(`${words}: ${milliseconds(duration)}, after ${milliseconds(start)}`)}</title>`,
      `<text class="${kind === "server" ? "label" : "axis"}" x="24" y="${y + 16}">${
        escaped(kind === "server" ? who : `calls ${nextOf(span, spans)}`)
      }</text>`,
      `<rect class="${colour}" x="${at(x(start))}" y="${y + 4}" width="${
        at(length)
      }" height="${16}" rx="3"/>`,
      `<text class="axis" x="${at(x(start + duration) + 6)}" y="${y + 16}">${milliseconds(duration)}</text>`,
      "</g>",
    ].join("");
  });
  return picture(
    { width, height: bottom + 24, title: request, note: `trace ${id}, measured in the process lab` },
    [...grid, ...bars],
  );
}

/** Who answered a call. */
function nextOf({ id }: MeasuredSpan, spans: readonly MeasuredSpan[]): string {
  return spans.find(({ parent }) => parent === id)?.service.split(".")[0] ?? "the next";
}

function milliseconds(microseconds: number): string {
  return `${(microseconds / 1000).toFixed(1)} ms`;
}

/** 1, 2 or 5 with zeros, so that there are at most ten. */
function gridStep(total: number): number {
  for (let power = 100;; power *= 10) {
    for (const factor of [1, 2, 5]) if (total / (factor * power) <= 10) return factor * power;
  }
}
