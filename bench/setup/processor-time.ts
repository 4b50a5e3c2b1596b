import { readFile } from 'node:fs/promises'
import { db } from '@/lib/db/client'

/**
 * Milliseconds of processor time at the server, of the database and of this process: what the wall says when the machine
 * has nothing else to do. The median of some runs; where the system does not tell, of the wall.
 */
export async function processorTime(work: () => Promise<unknown>, runs: number): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const [start, processor] = [performance.now(), await processorMs()]
    await work()
    const wall = performance.now() - start
    const after = await processorMs()
    times.push(processor === undefined || after === undefined ? wall : Math.min(wall, after - processor))
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0
}

let postmaster: string | undefined
const tickMs = 10

async function processorMs(): Promise<number | undefined> {
  try {
    if (!postmaster) {
      const [backend] = await db.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`
      postmaster = statOf(await readFile(`/proc/${backend?.pid}/stat`, 'utf8'))[1] ?? ''
    }
    const children = (await readFile(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8')).trim().split(' ')
    const own = process.cpuUsage()
    let ticks = 0
    for (const pid of [postmaster, ...children]) {
      const stat = statOf(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''))
      // Time of itself; of the server also that of workers that have ended.
      for (const field of pid === postmaster ? [11, 12, 13, 14] : [11, 12]) ticks += Number(stat[field] ?? 0)
    }
    return ticks * tickMs + (own.user + own.system) / 1000
  } catch {
    return undefined
  }
}

/** The fields of /proc/…/stat after the name. */
function statOf(text: string): string[] {
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}
