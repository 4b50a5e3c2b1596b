import { listReleases } from '@/lib/dataset/list-releases'
import { ListReleases, ReleaseRequest } from '@/lib/dataset/release'
import { requestRelease } from '@/lib/dataset/request-release'
import { route } from '@/lib/http/route'

export const GET = route(ListReleases, listReleases)
export const POST = route(ReleaseRequest, requestRelease, 202)
