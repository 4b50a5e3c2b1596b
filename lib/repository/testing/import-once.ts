import { runImport } from '@/lib/repository/run-import'

/** A process of its own for one import, to be killed: `import-once.ts <job run id> <url>`; tells each phase it enters. */
const [jobRunId = '', url = ''] = process.argv.slice(2)

await runImport(
  { url },
  {
    jobRunId,
    signal: new AbortController().signal,
    report: async ({ message }) => {
      if (message) process.stdout.write(`${message}\n`)
    },
  },
)
process.stdout.write('Done\n')
process.exit()
