import { mutationOptions, type QueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { fetchJson } from '@/lib/http/client'
import { Verdict } from '@/lib/review/verdict'
import type { Judgement } from '@/lib/trajectory/view'

export type VerdictInput = { revision: number; judgement: Judgement; reason?: string }

const refresh = (client: QueryClient, id: string) => client.invalidateQueries({ queryKey: ['trajectory', id] })

export const giveVerdict = (client: QueryClient, id: string) =>
  mutationOptions({
    mutationFn: (body: VerdictInput) =>
      fetchJson(Verdict, `/api/v1/trajectories/${id}/verdicts`, { method: 'POST', body }),
    onSettled: () => refresh(client, id),
  })

export const takeBackVerdict = (client: QueryClient, id: string) =>
  mutationOptions({
    mutationFn: (revision: number) =>
      fetchJson(z.object({ revision: z.int() }), `/api/v1/trajectories/${id}/verdicts?revision=${revision}`, {
        method: 'DELETE',
      }),
    onSettled: () => refresh(client, id),
  })
