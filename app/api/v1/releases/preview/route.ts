import { PreviewRequest } from '@/lib/dataset/preview/preview'
import { previewSample } from '@/lib/dataset/preview/preview-sample'
import { route } from '@/lib/http/route'

export const POST = route(PreviewRequest, previewSample)
