import type { ScoringMode } from '@/lib/llm/scoring-capabilities'
import { echo } from './engines/echo'
import type { Engine } from './engines/engine'
import { sglang } from './engines/sglang'
import { tgi } from './engines/tgi'
import { vllm } from './engines/vllm'

export const scoringEngines: Record<ScoringMode, Engine> = { vllm, echo, sglang, tgi }
