import { checkSuites, runSuites } from './suites'

await runSuites(checkSuites)
