import { GetDataset } from '@/lib/dataset/dataset'
import { getPreflight } from '@/lib/dataset/preflight/get-preflight'
import { requestPreflight } from '@/lib/dataset/preflight/request-preflight'
import { route } from '@/lib/http/route'

export const GET = route(GetDataset, getPreflight)
export const POST = route(GetDataset, requestPreflight, 202)
