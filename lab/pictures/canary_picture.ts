import { at, escaped, picture } from "./svg.ts";

/** What Prometheus had of a service while its canary was moved. */
export interface MeasuredCanary {
  /** The name of the service. */
  readonly service: string;
  /** Seconds between two points. */
  readonly step: number;
  /** Requests per second by version, the first point at 0 s. */
  readonly rates: Readonly<Record<"stable" | "canary", readonly number[]>>;
  /** The 95th percentile by version; `null` where nothing was measured. Unit: milliseconds. */
  readonly latencies: Readonly<Record<"stable" | "canary", readonly (number | null)[]>>;
  /** When the declared weight was another than before. Units: seconds, percent. */
  readonly moves: readonly { readonly at: number; readonly weight: number }[];
}

const [width, left, right] = [920, 70, 120];
const share = { top: 92, height: 170 };
const latency = { top: 320, height: 110 };

/** The canary's share of requests and its latency beside stable's, over time, with the weights that were declared. */
export function canaryPicture({ service, step, rates, latencies, moves }: MeasuredCanary): string {
  const count = rates.stable.length;
  const end = (count - 1) * step;
  const x = (seconds: number) => left + seconds / end * (width - left - right);
  const shares = rates.stable.map((stable, index) => {
    const canary = rates.canary[index] ?? 0;
    return stable + canary === 0 ? 0 : canary / (stable + canary);
  });
  const y = (part: number) => share.top + share.height * (1 - part);
  const known = [...latencies.stable, ...latencies.canary].map((value) => value ?? 0);
  const top = 20 * Math.ceil(Math.max(...known, 1) / 20);
  const yLatency = (value: number) => latency.top + latency.height * (1 - value / top);
  const right2 = width - right;
  const bottom = latency.top + latency.height;

  const percents = [0, 0.25, 0.5, 0.75, 1].map((part) =>
    `<path class="grid" d="M${left} ${at(y(part))}H${right2}"/>` +
    `<text class="axis" x="${left - 8}" y="${at(y(part) + 4)}" text-anchor="end">${part * 100} %</text>`
  );
  const areas = (["canary", "stable"] as const).map((version) => {
    const edge = shares.map((value, index) => `${at(x(index * step))} ${at(y(value))}`).join("L");
    const base = version === "canary" ? y(0) : y(1);
    return `<path class="${version}" fill-opacity=".55" d="M${left} ${at(base)}L${edge}L${at(x(end))} ${
      at(base)
    }Z"/>`;
  });
  const declared = moves.map(({ at: begin, weight }, index) => {
    const until = moves[index + 1]?.at ?? end;
    const from = Math.max(0, begin);
    return `<path class="mark" d="M${at(x(from))} ${at(y(weight / 100))}H${at(x(until))}"/>` +
      `<text class="label" x="${at(x(from) + 6)}" y="${
        at(y(weight / 100) - 8)
      }">${weight} % declared</text>` +
      (begin > 0 ? `<path class="mark" d="M${at(x(begin))} ${share.top}V${bottom}"/>` : "");
  });
  const scale = [0, 0.5, 1].map((part) => {
    const value = part * top;
    return `<path class="grid" d="M${left} ${at(yLatency(value))}H${right2}"/>` +
      `<text class="axis" x="${left - 8}" y="${at(yLatency(value) + 4)}" text-anchor="end">${
        Math.round(value)
      } ms</text>`;
  });
  const curves = (["stable", "canary"] as const).map((version) => {
    const points = latencies[version].map((value, index) =>
      value === null ? undefined : `${at(x(index * step))} ${at(yLatency(value))}`
    ).filter((point) => point !== undefined);
    return points.length === 0 ? "" : `<path class="line ${version}" d="M${points.join("L")}"/>`;
  });
  const minutes = Array.from(
    { length: Math.floor(end / 60) + 1 },
    (_, index) =>
      `<text class="axis" x="${at(x(index * 60))}" y="${
        bottom + 20
      }" text-anchor="middle">${index} min</text>`,
  );
  const legend = (["stable", "canary"] as const).map((version, index) =>
    `<rect class="${version}" x="${right2 + 16}" y="${
      share.top + index * 22
    }" width="13" height="13" rx="3"/>` +
    `<text class="label" x="${right2 + 36}" y="${share.top + 11 + index * 22}">${version}</text>`
  );
  return picture(
    {
      width,
      height: bottom + 40,
      title: `${service}: a canary beside stable`,
      note:
        "who answered in the last 45 s, and the declared weight; measured by Prometheus in the process lab",
    },
    [
      ...percents,
      ...areas,
      ...declared,
      `<text class="note" x="24" y="${latency.top - 18}">${
        escaped("95 % of requests were answered within")
      }</text>`,
      ...scale,
      ...curves,
      ...minutes,
      ...legend,
    ],
  );
}
