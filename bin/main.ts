import { EnvError } from '@/lib/env'
import { AppError } from '@/lib/errors'

/** The edge of a program: sentences for what people can mend, the whole error for what is a bug; exit 1 for both. */
export function runMain(main: () => Promise<void>): void {
  main().catch((error) => {
    console.error(error instanceof AppError || error instanceof EnvError ? error.message : error)
    process.exit(1)
  })
}
