import { GetRelease, getRelease } from '@/lib/dataset/get-release'
import { route } from '@/lib/http/route'

export const GET = route(GetRelease, getRelease)
