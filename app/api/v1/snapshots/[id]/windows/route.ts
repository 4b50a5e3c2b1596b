import { route } from '@/lib/http/route'
import { PreviewWindows, previewWindows } from '@/lib/synthesis/preview-windows'

export const GET = route(PreviewWindows, previewWindows)
