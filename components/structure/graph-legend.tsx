import { LanguageDot } from '@/components/repository/languages-bar'
import type { Scene } from './scene'

const mostListed = 6

/** What the colours and shapes of the drawing mean. */
export function GraphLegend({ scene }: { scene: Scene }) {
  const counts = new Map<string, number>()
  for (const { language, files } of scene.nodes)
    if (language) counts.set(language, (counts.get(language) ?? 0) + files.length)
  const languages = [...counts].sort((a, b) => b[1] - a[1]).map(([language]) => language)
  const hasCycle = scene.edges.some(({ isCycle }) => isCycle)
  return (
    <ul className="pointer-events-none absolute bottom-2 left-3 flex flex-wrap gap-x-3 rounded-small bg-neutral-1 px-1 text-small text-neutral-10">
      {languages.slice(0, mostListed).map((language) => (
        <li key={language} className="flex items-center gap-1.5">
          <LanguageDot language={language} />
          {language}
        </li>
      ))}
      <Shape label="folder" className="rounded-small border border-neutral-7 bg-neutral-4" />
      <Shape label="test" className="rounded-full border border-dashed border-neutral-9" />
      {hasCycle && <Shape label="part of a cycle" className="h-0.5! bg-reject" />}
    </ul>
  )
}

function Shape({ label, className }: { label: string; className: string }) {
  return (
    <li className="flex items-center gap-1.5">
      <span aria-hidden className={`h-3 w-4 ${className}`} />
      {label}
    </li>
  )
}
