'use client'

import { useRouter } from 'next/navigation'
import { useCommands } from '@/components/ui/use-commands'

/** The pages of a dataset in the palette. */
export function DatasetKeys({ place }: { place: string }) {
  const router = useRouter()
  const go = (id: string, title: string, keys: string, below: string) => ({
    id,
    title,
    group: 'Dataset',
    keys,
    run: () => router.push(place + below),
  })
  useCommands([
    go('dataset-contents', 'Contents of the dataset', 't c', ''),
    go('dataset-preflight', 'Pre-flight of the dataset', 't p', '/preflight'),
    go('dataset-releases', 'Releases of the dataset', 't r', '/releases'),
    go('dataset-settings', 'Settings of the dataset', 't s', '/settings'),
  ])
  return null
}
