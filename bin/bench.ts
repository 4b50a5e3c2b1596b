import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { root } from './build'
import { nodeFlags } from './node-flags.mjs'

/** `npm run bench [-- NAME [ARG …]]`: every benchmark of bench/, or the named one, one after the other. */
const folder = path.join(root, 'bench')
const known = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => path.basename(file, '.ts'))
const [name, ...args] = process.argv.slice(2)

if (name !== undefined && !known.includes(name)) {
  console.error(`There is no benchmark "${name}": use ${known.join(', ')}.`)
  process.exit(2)
}

// Each in a process of its own, so that none profits or suffers from what another one has loaded.
const failed = (name === undefined ? known : [name]).filter((each) => {
  console.log(`\n── ${each}`)
  const nodeArgs = [...nodeFlags, '--import', 'tsx', path.join(folder, `${each}.ts`), ...args]
  return spawnSync(process.execPath, nodeArgs, { cwd: root, stdio: 'inherit' }).status !== 0
})
process.exit(failed.length > 0 ? 1 : 0)
