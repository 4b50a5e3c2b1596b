import { GetReleaseDelta, getReleaseDelta } from '@/lib/dataset/get-release-delta'
import { route } from '@/lib/http/route'

export const GET = route(GetReleaseDelta, getReleaseDelta)
