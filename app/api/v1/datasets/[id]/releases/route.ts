import { DatasetReleaseRequest, requestDatasetRelease } from '@/lib/dataset/request-dataset-release'
import { route } from '@/lib/http/route'

export const POST = route(DatasetReleaseRequest, requestDatasetRelease, 202)
