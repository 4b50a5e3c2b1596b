import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/http/client'
import { RepositoryPage } from '@/lib/repository/repository'
import { TrajectoryPage } from '@/lib/trajectory/view'

export type FoundPlace = { id: string; group: 'Repositories' | 'Trajectories'; title: string; href: string }

const most = 6
const freshMs = 30_000
const shortest = 2

/** Repositories and trajectories with the words in their names, for people who know what they look for. */
export const placesQuery = (words: string) =>
  queryOptions({
    queryKey: ['places', words],
    queryFn: async ({ signal }): Promise<FoundPlace[]> => {
      const query = `search=${encodeURIComponent(words)}&limit=${most}`
      const [repositories, trajectories] = await Promise.all([
        fetchJson(RepositoryPage, `/api/v1/repositories?${query}`, { signal }),
        fetchJson(TrajectoryPage, `/api/v1/trajectories?${query}`, { signal }),
      ])
      return [
        ...repositories.rows.map(({ id, name }) => place('Repositories', id, name, `/repositories/${id}`)),
        ...trajectories.rows.map(({ id, repositoryName, author, commit, stepCount }) => {
          const title = `${repositoryName} at ${commit.slice(0, 7)}, by ${author}, ${stepCount} steps`
          return place('Trajectories', id, title, `/trajectories/${id}`)
        }),
      ]
    },
    enabled: words.length >= shortest,
    staleTime: freshMs,
    placeholderData: keepPreviousData,
  })

function place(group: FoundPlace['group'], id: string, title: string, href: string): FoundPlace {
  return { id: `${group} ${id}`, group, title, href }
}
