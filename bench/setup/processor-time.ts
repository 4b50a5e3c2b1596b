import { readFile } from 'node:fs/promises'

/**
 * Milliseconds of processor time of this process and of all that it has started, the database among them: what the wall
 * says when the machine has nothing else to do. The median of some runs; where the system does not tell, of the wall.
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

const tickMs = 10

/** What this process and all that it has started, the database among them, have taken so far. */
export async function processorMs(): Promise<number | undefined> {
  try {
    const { user, system } = process.cpuUsage()
    const [own, below] = [await statOf(process.pid), await ticksBelow(process.pid)]
    return (Number(own[13]) + Number(own[14]) + below) * tickMs + (user + system) / 1000
  } catch {
    return undefined
  }
}

/** Of the processes that a process has started and that run: their own, and of theirs that have ended. */
async function ticksBelow(pid: number): Promise<number> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  let ticks = 0
  for (const child of children.trim().split(' ').map(Number).filter(Boolean)) {
    const stat = await statOf(child)
    for (const field of [11, 12, 13, 14]) ticks += Number(stat[field] ?? 0)
    ticks += await ticksBelow(child)
  }
  return ticks
}

/** The fields of /proc/…/stat after the name; none of a process that has just ended. */
async function statOf(pid: number): Promise<string[]> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}
