/** The host that browsers see where a proxy stands in front; Next compares it with where an action came from. */
const publicHost = process.env.GSI_PUBLIC_URL && new URL(process.env.GSI_PUBLIC_URL).host;

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  devIndicators: false,
  // The development server would otherwise write a file of its own into the checkout.
  agentRules: false,
  // `npm run check` types the whole tree; a build is what a user waits for.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "@prisma/adapter-pg",
    "@prisma/client",
    "better-auth",
    "pg",
    "pg-boss",
    "sharp",
  ],
  experimental: {
    // A page that the reader's role does not let them see answers 403 with app/forbidden.tsx.
    authInterrupts: true,
    serverActions: { allowedOrigins: publicHost ? [publicHost] : [] },
  },
  // A lock file in a folder above would otherwise move the root out of the checkout.
  turbopack: { root: import.meta.dirname },
  outputFileTracingRoot: import.meta.dirname,
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "X-Frame-Options", value: "DENY" },
        { key: "Referrer-Policy", value: "same-origin" },
        { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
        { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=()" },
      ],
    },
    // Pages get a Content-Security-Policy with a nonce from proxy.ts. Stored files and what the API answers are
    // shown, and never act as a page of this site.
    ...["/files/:hash", "/api/:path*"].map((source) => ({
      source,
      headers: [
        {
          key: "Content-Security-Policy",
          value: "default-src 'none'; frame-ancestors 'none'; sandbox",
        },
      ],
    })),
  ],
};
