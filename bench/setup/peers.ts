import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Where they are. */
export const peersFolder = path.resolve(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'retrace')
const dependencies = {
  'dependency-cruiser': '18.7.2',
  madge: '8.0.0',
  typescript: '5.9.3',
  '@swc/core': '1.16.22',
  '@duckdb/node-api': '1.5.6-r.1',
}

/**
 * Installs what structure and releases are compared with, once: beside the bundled programs, where these find it, and apart from our
 * own packages, since dependency-cruiser reads TypeScript with a TypeScript older than ours.
 */
export function installPeers(): void {
  const wanted = `${JSON.stringify({ private: true, dependencies }, null, 2)}\n`
  const installed = path.join(peersFolder, 'installed.json')
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return
  mkdirSync(peersFolder, { recursive: true })
  writeFileSync(path.join(peersFolder, 'package.json'), wanted)
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: peersFolder })
  if (status !== 0) throw new Error('The peers could not be installed.')
  writeFileSync(installed, wanted)
}
