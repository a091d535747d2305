// The system's own Chromium: nothing is downloaded.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The path of the browser, from CHROMIUM or one of the usual places; undefined if there is none. */
export const browserPath = process.env.CHROMIUM ?? PLACES.find((path) => existsSync(path));

/** Starts the browser. */
export function launch() {
  // As root, and in containers, Chromium's own sandbox cannot be had; the pages are ours.
  return chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}
