/** Every transition that plans are held against. */
import { byHand } from "./by_hand.ts";
import { canaries } from "./canaries.ts";
import { overClusters } from "./clusters.ts";
import { services } from "./services.ts";
import { settings } from "./settings.ts";
import type { Transition } from "./transition.ts";

/** The corpus: what is safe and what isn't. */
export const corpus: readonly Transition[] = [
  ...canaries,
  ...services,
  ...settings,
  ...byHand,
  ...overClusters,
];
