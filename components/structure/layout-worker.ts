import { answerNewest } from './answer-newest'
import { type LayoutOrder, layoutReady } from './layout-request'

const answer = answerNewest(
  (answered) => self.postMessage(answered),
  (step) => self.postMessage(step),
)

self.onmessage = ({ data }: MessageEvent<LayoutOrder>) => answer(data)

self.postMessage(layoutReady)
