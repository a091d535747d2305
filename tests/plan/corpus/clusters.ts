/** One cluster after another. */
import type { Edit, Transition } from "./transition.ts";

const overlay = (cluster: string, at: string, value: unknown): Edit => ({
  file: `overlays/${cluster}.ts`,
  at: at.split("."),
  value,
});

const digest = (letter: string) => `@sha256:${letter.repeat(64)}`;
const next = "ghcr.io/3rvision/ml:1.0.1";

export const overClusters: readonly Transition[] = [
  {
    name: "prod gets an image that staging runs",
    before: [{ file: "services/ml.ts", at: ["image"], value: next }],
    change: [overlay("prod", "services.ml.image", `${next}${digest("a")}`)],
    expected: [],
  },
  {
    name: "prod gets an image that staging doesn't run",
    change: [overlay("prod", "services.ml.image", `${next}${digest("a")}`)],
    expected: ["cluster-ahead"],
  },
  {
    name: "prod gets staging's canary image",
    change: [overlay("prod", "services.ml.image", `ghcr.io/3rvision/ml:1.1.0${digest("a")}`)],
    expected: [],
  },
  {
    name: "staging gets an image of its own that the lab doesn't run",
    change: [overlay("staging", "services.ml", { image: next })],
    expected: ["cluster-ahead"],
  },
  {
    name: "prod follows another branch, so it may get in one commit what staging gets",
    change: [
      { file: "services/ml.ts", at: ["image"], value: next },
      overlay("prod", "services.ml.image", `${next}${digest("a")}`),
    ],
    expected: [],
  },
  {
    name: "staging gets in one commit what the lab gets from the same branch",
    before: [
      overlay("lab", "repository", { url: "https://github.com/3rvision/platform.git", revision: "main" }),
    ],
    change: [{ file: "services/ml.ts", at: ["image"], value: next }],
    expected: ["cluster-ahead"],
    split: ["everything but staging", "only staging, when lab has run it"],
  },
];
