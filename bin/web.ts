import { databaseUrl } from '@/lib/db/client'
import { env } from '@/lib/env'
import { migrate } from '@/prisma/migrate'
import { buildIfChanged } from './build'
import { runMain } from './main'
import { createFirstPerson, printAddress } from './people'
import { addressOf, localAddressOf, spawnWeb, waitForWeb } from './processes'

/** `npm run web`: the pages alone, on a database given by DATABASE_URL; workers run elsewhere. Prints the set-up link as `npm start` does. */
runMain(async () => {
  await migrate(databaseUrl())
  await buildIfChanged((line) => console.error(line))
  await createFirstPerson(env())
  const child = spawnWeb(env(), { isDev: false, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill('SIGTERM'))
  process.once('disconnect', () => child.kill('SIGTERM'))
  await waitForWeb(localAddressOf(env()), child)
  await printAddress(addressOf(env()))
  process.exit(await new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 0))))
})
