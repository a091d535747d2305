import type { NextConfig } from "next";

const config: NextConfig = {
  output: "standalone",
  outputFileTracingRoot: import.meta.dirname,
  // No picture is resized on the server.
  outputFileTracingExcludes: { "*": ["node_modules/sharp/**", "node_modules/@img/**"] },
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  // A page of one version may ask another version for its files: what it needs to be read and used is within it.
  experimental: { inlineCss: true },
  eslint: { ignoreDuringBuilds: true },
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "x-content-type-options", value: "nosniff" },
        { key: "referrer-policy", value: "same-origin" },
        { key: "permissions-policy", value: "geolocation=(), microphone=()" },
      ],
    },
  ],
};

export default config;
