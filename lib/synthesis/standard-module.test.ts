import { expect, test } from 'vitest'
import { isStandard } from './standard-module'

test('what comes with a language is no package, by the ending of the file that imports it', () => {
  const standard = [
    ['a.ts', 'node:fs'],
    ['a.js', 'fs/promises'],
    ['a.go', 'net/http'],
    ['a.c', 'stdio.h'],
    ['a.rb', 'json'],
    ['A.java', 'java.util'],
    ['A.cs', 'System.Linq'],
    ['a.rs', 'std'],
    ['a.py', 'os'],
  ] as const
  const packages = [
    ['a.ts', 'lodash'],
    ['a.go', 'github.com/spf13/pflag'],
    ['a.c', 'uv.h'],
    ['a.rb', 'sinatra'],
    ['A.java', 'org.junit'],
    ['A.cs', 'xunit'],
    ['a.rs', 'serde'],
    ['a.py', 'requests'],
    ['a.unknown', 'fs'],
  ] as const
  expect(standard.filter(([from, name]) => !isStandard({ from, name }))).toEqual([])
  expect(packages.filter(([from, name]) => isStandard({ from, name }))).toEqual([])
})
