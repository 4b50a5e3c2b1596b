import { PreviewDocuments } from '@/lib/dataset/preview/preview'
import { previewDocuments } from '@/lib/dataset/preview/preview-documents'
import { route } from '@/lib/http/route'

export const GET = route(PreviewDocuments, previewDocuments)
