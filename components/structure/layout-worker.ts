import { answerNewest } from './answer-newest'
import type { LayoutOrder } from './layout-request'

const answer = answerNewest((answered) => self.postMessage(answered))

self.onmessage = ({ data }: MessageEvent<LayoutOrder>) => answer(data)
