import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { toSample, trajectories } from '@/lib/dataset/testing/sample'
import { adp } from './adp'
import { atif } from './atif'
import type { Row, RowFormat } from './format'
import { messages } from './messages'
import { ExportSettings } from './settings'
import { sharegpt } from './sharegpt'
import { sts } from './sts'

const settings = ExportSettings.parse({})

/** Field by field as the reference has them (reference: export formats); what it does not name is refused. */
const Arguments = z.record(z.string(), z.unknown())
const AtifStep = z
  .strictObject({
    step_id: z.int().min(1),
    source: z.enum(['system', 'user', 'agent']),
    message: z.string(),
    reasoning_content: z.string().optional(),
    tool_calls: z
      .array(z.strictObject({ tool_call_id: z.string(), function_name: z.string(), arguments: Arguments }))
      .optional(),
    observation: z
      .strictObject({
        results: z.array(
          z.strictObject({
            source_call_id: z.string().optional(),
            content: z.string(),
            subagent_trajectory_ref: z.array(z.strictObject({ trajectory_id: z.string() })).optional(),
          }),
        ),
      })
      .optional(),
    metrics: z.record(z.string(), z.unknown()).optional(),
    extra: z.record(z.string(), z.unknown()).optional(),
  })
  .refine((step) => step.source === 'agent' || (step.reasoning_content === undefined && step.tool_calls === undefined))
const AtifNode = z.strictObject({
  schema_version: z.literal('ATIF-v1.7'),
  trajectory_id: z.string(),
  agent: z.strictObject({
    name: z.string(),
    version: z.string(),
    model_name: z.string().optional(),
    tool_definitions: z.array(z.unknown()).optional(),
    extra: z.record(z.string(), z.unknown()).optional(),
  }),
  steps: z.array(AtifStep).min(1),
  final_metrics: z.record(z.string(), z.unknown()).optional(),
  extra: z.record(z.string(), z.unknown()).optional(),
})
const Atif = AtifNode.extend({ subagent_trajectories: z.array(AtifNode).optional() })

const Adp = z.strictObject({
  schema_version: z.literal('1.2.0'),
  id: z.string(),
  content: z.array(
    z.discriminatedUnion('class_', [
      z.strictObject({
        class_: z.literal('text_observation'),
        content: z.string(),
        source: z.enum(['user', 'agent', 'environment']),
      }),
      z.strictObject({
        class_: z.literal('api_action'),
        function: z.string(),
        kwargs: Arguments,
        description: z.string().nullable(),
        reasoning_content: z.string().nullable(),
      }),
      z.strictObject({ class_: z.literal('message_action'), content: z.string() }),
    ]),
  ),
  details: z.record(z.string(), z.unknown()),
})

const Called = z.strictObject({ id: z.string(), function: z.strictObject({ name: z.string(), arguments: z.string() }) })
/** "Any extra metadata is allowed and ignored" in the session (huggingface.co/docs/hub/session-traces-format); not in messages. */
const Sts = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('session'),
    harness: z.string(),
    id: z.string(),
    name: z.string(),
    metadata: Arguments,
  }),
  z.strictObject({
    type: z.literal('message'),
    message: z.strictObject({
      role: z.enum(['user', 'assistant', 'tool']),
      content: z.string(),
      reasoningContent: z.string().optional(),
      toolCalls: z.array(Called).optional(),
      toolCallId: z.string().optional(),
    }),
  }),
])

function everyRow(format: RowFormat, check: (rows: Row[]) => void): void {
  fc.assert(
    fc.property(trajectories, (trajectory) => {
      check(format.rows(toSample(trajectory), settings).map((row) => JSON.parse(JSON.stringify(row))))
    }),
    { numRuns: 60 },
  )
}

test('ATIF documents have the fields of ATIF v1.7 and no others; steps count from 1; answers and sub-agents are found', () => {
  everyRow(atif, ([row]) => {
    const root = Atif.parse(row)
    const all = [root, ...(root.subagent_trajectories ?? [])]
    const ids = new Set(all.map((each) => each.trajectory_id))
    expect(ids.size).toBe(all.length)
    for (const { steps } of all) {
      expect(steps.map((step) => step.step_id)).toEqual(steps.map((_, place) => place + 1))
      for (const { tool_calls: calls = [], observation } of steps)
        for (const { source_call_id: id, subagent_trajectory_ref: refs = [] } of observation?.results ?? []) {
          expect(calls.map((call) => call.tool_call_id)).toContain(id)
          for (const { trajectory_id: child } of refs) expect(ids).toContain(child)
        }
    }
  })
})

test('ADP rows have the fields of ADP 1.2 and no others', () => {
  everyRow(adp, ([row]) => {
    expect(Adp.parse(row)).toEqual(row)
  })
})

test('STS sessions begin with the session, which alone has metadata of ours; messages have the fields of STS and no others', () => {
  everyRow(sts, (rows) => {
    const parsed = rows.map((row) => Sts.parse(row))
    expect(parsed.map(({ type }) => type)).toEqual(['session', ...rows.slice(1).map(() => 'message')])
    expect(rows[0]?.metadata).toMatchObject({ agent_of: rows.slice(1).map(() => expect.any(Number)) })
  })
})

test('every call of messages is answered by the next message, as templates demand', () => {
  everyRow(messages, ([row]) => {
    const list = row?.messages as {
      role: string
      tool_call_id?: string
      tool_calls?: { id: string; function: { arguments: unknown } }[]
    }[]
    for (const [place, { tool_calls: [call] = [] }] of list.entries()) {
      if (!call) continue
      expect(list[place + 1]).toMatchObject({ role: 'tool', tool_call_id: call.id })
      expect(typeof call.function.arguments).toBe('string')
    }
  })
})

test('ShareGPT turns go by turns: human and observation on odd places, gpt and function_call on even ones', () => {
  everyRow(sharegpt, ([row]) => {
    const turns = row?.conversations as { from: string }[]
    for (const [place, { from }] of turns.entries())
      expect(place % 2 === 0 ? ['human', 'observation'] : ['gpt', 'function_call']).toContain(from)
  })
})
