import { route } from '@/lib/http/route'
import { ReadAgreement, readAgreement } from '@/lib/review/read-agreement'

export const GET = route(ReadAgreement, readAgreement)
