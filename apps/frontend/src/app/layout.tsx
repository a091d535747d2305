import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { settings } from "@/lib/settings";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "3RVision", template: "%s · 3RVision" },
  description: "Show us a thing you no longer need: we tell you how to reuse, recycle or resell it.",
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f4f7f4" },
    { media: "(prefers-color-scheme: dark)", color: "#0d1512" },
  ],
};

/** The frame of every page: whose it is, and which version served it. */
export default async function Layout({ children }: { readonly children: ReactNode }) {
  // Asked for so that every page is made anew, with the settings of the pod that serves it.
  await headers();
  const { hop } = settings();
  return (
    <html lang="en" data-version={hop.version}>
      <body>
        <a className="skip" href="#main">
          Skip to content
        </a>
        <header className="bar">
          {/* A plain link: the page may come from another version. */}
          <a className="brand" href="/">
            <svg viewBox="0 0 32 32" aria-hidden="true">
              <circle className="ring" cx="16" cy="16" r="11.5" />
              <circle className="pupil" cx="16" cy="16" r="4.4" />
            </svg>
            3RVision
          </a>
          <span className={`chip ${hop.version}`}>
            <span className="dot" aria-hidden="true" />
            {hop.version}
          </span>
        </header>
        <main id="main">{children}</main>
        <footer>
          <p>
            Served by <b>frontend {hop.release}</b>, {hop.version}, <code>{hop.pod}</code>
          </p>
          <p>Pictures are looked at and forgotten; none is kept.</p>
        </footer>
      </body>
    </html>
  );
}
