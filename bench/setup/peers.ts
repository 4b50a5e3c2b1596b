import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const folder = path.resolve(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'retrace')
const dependencies = { 'dependency-cruiser': '18.7.2', madge: '8.0.0', typescript: '5.9.3', '@swc/core': '1.16.22' }

/**
 * Installs what structure is compared with, once: beside the bundled programs, where these find it, and apart from our
 * own packages, since dependency-cruiser reads TypeScript with a TypeScript older than ours.
 */
export function installPeers(): void {
  const wanted = `${JSON.stringify({ private: true, dependencies }, null, 2)}\n`
  if (existsSync(path.join(folder, 'node_modules', 'madge'))) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'package.json'), wanted)
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder })
  if (status !== 0) throw new Error('The peers could not be installed.')
}
