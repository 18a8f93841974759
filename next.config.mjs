const isDevelopment = process.env.NODE_ENV === "development";

/** Next's own inline scripts need 'unsafe-inline'; nothing is ever loaded from another host. */
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'${isDevelopment ? " 'unsafe-eval'" : ""}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self' blob: data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  devIndicators: false,
  // The development server would otherwise write a file of its own into the checkout.
  agentRules: false,
  // `npm run check` types the whole tree; a build is what a user waits for.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["@prisma/adapter-pg", "@prisma/client", "pg", "pg-boss", "sharp"],
  // A lock file in a folder above would otherwise move the root out of the checkout.
  turbopack: { root: import.meta.dirname },
  outputFileTracingRoot: import.meta.dirname,
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "Content-Security-Policy", value: contentSecurityPolicy },
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "X-Frame-Options", value: "DENY" },
        { key: "Referrer-Policy", value: "same-origin" },
        { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
        { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=()" },
      ],
    },
    {
      // Stored files are shown, and never act as a page of this site.
      source: "/files/:hash",
      headers: [{ key: "Content-Security-Policy", value: "default-src 'none'; sandbox" }],
    },
  ],
};
