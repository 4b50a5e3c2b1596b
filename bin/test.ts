import { runSuites, testSuites } from './suites'

await runSuites(testSuites)
