import * as linguist from 'linguist-languages'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { languageNamed, languageOf, typeOfLanguage } from './language-of'
import { readLinguistData } from './linguist-data'

test.each([
  ['a.ts', 'TypeScript'],
  ['types.d.ts', 'TypeScript'],
  ['a.TSX', 'TSX'],
  ['a.h', 'C'],
  ['a.rs', 'Rust'],
  ['a.md', 'Markdown'],
  ['a.php', 'PHP'],
  ['a.pl', 'Perl'],
  ['a.cs', 'C#'],
  ['a.yml', 'YAML'],
  ['a.json', 'JSON'],
  ['a.html', 'HTML'],
  ['a.m', 'Objective-C'],
  ['a.sql', 'SQL'],
  ['a.txt', 'Text'],
  ['a.v', 'Verilog'],
  ['Dockerfile', 'Dockerfile'],
  ['Makefile', 'Makefile'],
  ['.gitignore', 'Ignore List'],
  ['license', 'Text'],
  ['.d', undefined],
  ['run', undefined],
])('%s is %s', (path, language) => expect(languageOf(path)).toBe(language))

test.each([
  ['#!/usr/bin/env python3', 'Python'],
  ['#!/bin/bash -e', 'Shell'],
  ['#!/usr/bin/env -S node --no-warnings', 'JavaScript'],
  ['no shebang', undefined],
])('a script that begins with %s is %s', (line, language) => expect(languageOf('bin/run', line)).toBe(language))

describe('a name that several languages share', () => {
  test.each([
    ['a.h', '#pragma once\nnamespace a { class B; }\n', 'C++'],
    ['a.h', '#import <Foundation/Foundation.h>\n@interface A\n@end\n', 'Objective-C'],
    ['a.h', 'int a(void);\n', 'C'],
    ['a.m', 'function y = f(x)\n% doubles\ny = 2 * x;\nend\n', 'MATLAB'],
    ['a.m', '#import "A.h"\n@implementation A\n@end\n', 'Objective-C'],
    ['a.pl', 'use strict;\nmy $a = 1;\n', 'Perl'],
    ['a.pl', ':- module(a, [b/1]).\nb(X) :- c(X).\n', 'Prolog'],
    ['a.ts', '<?xml version="1.0"?>\n<!DOCTYPE TS>\n<TS version="2.1"></TS>\n', 'XML'],
    ['a.ts', 'export const a = 1\n', 'TypeScript'],
    ['a.md', '# Title\n', 'Markdown'],
    ['a.rs', 'pub fn a() {}\n', 'Rust'],
    ['a.cs', 'namespace A { class B {} }\n', 'C#'],
    ['a.inc', '<?php\nfunction a() {}\n', 'PHP'],
    ['a.v', 'module a(input b);\nendmodule\n', 'Verilog'],
    ['a.r', 'a <- function(x) x\n', 'R'],
    ['a.sql', 'CREATE FUNCTION a() RETURNS int AS $$ BEGIN RETURN 1; END $$ LANGUAGE plpgsql;\n', 'PLpgSQL'],
    ['a.cls', '\\NeedsTeXFormat{LaTeX2e}\n', 'TeX'],
    ['a.1', '.TH A 1 "2020"\n.SH NAME\n', 'Roff Manpage'],
  ])('%s that begins with %j is %s', (path, text, language) => expect(languageOf(path, text)).toBe(language))

  test('a line for an editor and a shebang decide among its languages, and name what has no extension', () => {
    expect(languageOf('a.h', '/* -*- mode: c++; tab-width: 2 -*- */\n')).toBe('C++')
    expect(languageOf('a.cgi', '#!/usr/bin/perl -w\n')).toBe('Perl')
    expect(languageOf('a.fcgi', '#!/usr/bin/env ruby\n')).toBe('Ruby')
    expect(languageOf('run', 'x\n# vim: set ft=ruby ts=2:\n')).toBe('Ruby')
    expect(languageOf('run', '# -*- coding: utf-8 -*-\n')).toBeUndefined()
    expect(languageOf('a.ts', '#!/usr/bin/env node\nexport {}\n')).toBe('TypeScript')
    expect(languageOf('config', '<?xml version="1.0"?>\n')).toBe('XML')
  })
})

test('languages are found by what people call them', () => {
  expect(languageNamed('js')).toBe('JavaScript')
  expect(languageNamed('TypeScript')).toBe('TypeScript')
  expect(languageNamed('Jupyter-Notebook')).toBe('Jupyter Notebook')
  expect(languageNamed('no such')).toBeUndefined()
  expect(typeOfLanguage('Markdown')).toBe('prose')
})

test('every language that the heuristics name is one that we know', () => {
  const names = new Set<string>(Object.values(linguist).map(({ name }) => name))
  const Rules = z.object({ language: z.union([z.string(), z.array(z.string())]) }).array()
  const Data = z.object({ disambiguations: z.object({ rules: Rules }).array() })
  const { disambiguations } = Data.parse(readLinguistData('heuristics.yml'))
  const named = disambiguations.flatMap(({ rules }) => rules.flatMap(({ language }) => language))
  expect(named.filter((name) => !names.has(name))).toEqual([])
})

test('a text made to hold up the heuristics costs less than half a second', () => {
  const started = performance.now()
  for (const unit of ['\n ', ' ', 'a ', '(', 'public ']) languageOf('a.as', unit.repeat(100_000))
  expect(performance.now() - started).toBeLessThan(500)
})
