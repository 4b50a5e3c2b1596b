import { route } from '@/lib/http/route'
import { ListStepTexts, listStepTexts } from '@/lib/trajectory/list-step-texts'

export const GET = route(ListStepTexts, listStepTexts)
