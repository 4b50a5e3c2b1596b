import { expect, test } from 'vitest'
import { formatBytes, formatDuration, formatPercent, formatSigned, formatUnit } from './number-format'

test('bytes have the largest unit that leaves at least one', () => {
  expect([0, 1023, 1024, 1536, 1024 ** 2, 5 * 1024 ** 5].map(formatBytes)).toEqual([
    '0 B',
    '1,023 B',
    '1.0 KiB',
    '1.5 KiB',
    '1.0 MiB',
    '5,120.0 TiB',
  ])
})

test('durations name at most two units', () => {
  expect([340, 12_000, 200_000, 180_000, 7_500_000].map(formatDuration)).toEqual([
    '340 ms',
    '12 s',
    '3 min 20 s',
    '3 min',
    '2 h 5 min',
  ])
})

test('signs are real and units agree with their numbers', () => {
  expect([formatSigned(38.21), formatSigned(-1), formatSigned(-0.04), formatPercent(0.0123)]).toEqual([
    '+38.2',
    '−1.0',
    '0.0',
    '1.2%',
  ])
  expect([formatUnit(1, 'file'), formatUnit(2000, 'file'), formatUnit(2, 'repository', 'repositories')]).toEqual([
    '1 file',
    '2,000 files',
    '2 repositories',
  ])
})
