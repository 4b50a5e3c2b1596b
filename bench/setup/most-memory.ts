import { readFileSync } from 'node:fs'

/**
 * Megabytes of the most resident memory that this process ever had. Linux counts it for the program alone (`VmHWM`), where
 * `resourceUsage` begins with that of the process which started it.
 */
export function mostMemory(): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
    if (kilobytes) return Number(kilobytes) / 1024
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS / 1024
}
