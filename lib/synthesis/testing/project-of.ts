import { createHash } from 'node:crypto'
import { readStructure } from '@/lib/structure/read-structure'
import type { Project } from '@/lib/synthesis/project'
import { countBytes } from '@/lib/trajectory/tools'

/** A project of files as they are given, with what parsers find in them. */
export async function projectOf(files: Record<string, string>): Promise<Project> {
  const isTest = (path: string) => path.startsWith('test/')
  const structure = await readStructure(
    Object.entries(files).map(([path, text]) => ({ path, text, isTest: isTest(path) })),
  )
  return {
    name: 'tasks',
    dependencies: structure.dependencies,
    external: structure.external,
    files: structure.order.map((path) => {
      const content = files[path] ?? ''
      return {
        path,
        content,
        outline: structure.outlines.get(path) ?? null,
        language: path.endsWith('.js') ? 'JavaScript' : null,
        isTest: isTest(path),
        bytes: countBytes(content),
        sha256: createHash('sha256').update(content).digest('hex'),
      }
    }),
  }
}
