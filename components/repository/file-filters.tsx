'use client'

import { useQuery } from '@tanstack/react-query'
import { Filter } from 'lucide-react'
import { type Ref, useMemo } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { FileRow } from '@/lib/repository/repository'
import { choicesOf, type Facet, type FileFilter, facets, filterFiles, type Twins, whichChoices } from './file-filter'
import { duplicatesQuery } from './queries'
import { useAddressText } from './use-address-text'

const noFiles: readonly FileRow[] = []
const noTwins: Twins = new Map()

/** The filter of the files as the address says it, what it leaves of them, and what other repositories have too. */
export function useFileFilter(snapshotId: string, files: readonly FileRow[] = noFiles) {
  const { data: duplicates } = useQuery(duplicatesQuery(snapshotId))
  const [words, setWords] = useAddressText('filter')
  const [asked, setWhich] = useAddressText('show')
  const [role, setRole] = useAddressText('role')
  const [language, setLanguage] = useAddressText('language')
  const [license, setLicense] = useAddressText('licence')
  const twins = useMemo(
    (): Twins => (duplicates ? new Map(duplicates.files.map((twin) => [twin.path, twin])) : noTwins),
    [duplicates],
  )
  const which = whichChoices.find(({ value }) => value === asked)?.value ?? 'all'
  const filter = useMemo(
    (): FileFilter => ({ words, which, role, language, license }),
    [words, which, role, language, license],
  )
  const shown = useMemo(() => filterFiles(files, filter, twins), [files, filter, twins])
  const set: SetFilter = { words: setWords, which: setWhich, role: setRole, language: setLanguage, license: setLicense }
  const clear = () => {
    for (const change of Object.values(set)) change('')
  }
  return { filter, set, clear, shown, twins }
}

type SetFilter = Record<keyof FileFilter, (value: string) => void>

export type FileFiltersProps = {
  files: readonly FileRow[] | undefined
  filter: FileFilter
  set: SetFilter
  /** The field for words, for the key that leads to it. */
  input: Ref<HTMLInputElement>
}

/** Beside the list of files stands a file: they fill the lines that they need then. */
const half = '@max-md:w-[calc(50%-4px)]!'
const third = '@max-xl:w-[calc((100%-16px)/3)]!'

const anyOf: Record<Facet, string> = { role: 'Any role', language: 'Any language', license: 'Any licence' }

/** The fields of `useFileFilter`. */
export function FileFilters({ files = noFiles, filter, set, input }: FileFiltersProps) {
  const choices = useMemo(() => facets.map((facet) => [facet, choicesOf(files, facet, anyOf[facet])] as const), [files])
  return (
    <>
      <Input
        ref={input}
        type="search"
        icon={<Filter aria-hidden />}
        aria-label="Filter by path or language"
        placeholder="Filter by path or language"
        className="w-56 shrink @max-xl:grow @max-md:w-full"
        value={filter.words}
        onChange={(event) => set.words(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      <Select
        aria-label="Which files"
        className={classNames('w-40!', half)}
        choices={whichChoices}
        value={filter.which}
        onChange={(value) => set.which(value === 'all' ? '' : value)}
      />
      {choices.map(([facet, values]) => (
        <Select
          key={facet}
          aria-label={anyOf[facet]}
          className={classNames('w-36!', third, half)}
          choices={values}
          value={values.some(({ value }) => value === filter[facet]) ? filter[facet] : 'all'}
          onChange={(value) => set[facet](value === 'all' ? '' : value)}
        />
      ))}
    </>
  )
}
