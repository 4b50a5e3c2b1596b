import { expect, it } from 'vitest'
import { docParagraph, firstParagraph, openingParagraph } from './doc-comment'

it.each([
  ['*\n * Adds two\n * numbers.\n *\n * More.\n ', 'Adds two numbers.'],
  ['* One line. ', 'One line.'],
  ['*\n * @description Said by tag.\n * @param a x\n ', 'Said by tag.'],
  ['*\n * @param a x\n ', null],
  ['* See {@link Queue}. ', 'See Queue.'],
  ['* 日本語 🎉 ', '日本語 🎉'],
])('reads %j as %j', (comment, paragraph) => {
  expect(docParagraph(comment)).toBe(paragraph)
})

it('ends a docstring paragraph at a blank line or a field', () => {
  expect(firstParagraph(['', '  Sends a', '  request.', '  ', '  :param x: no'])).toBe('Sends a request.')
  expect(firstParagraph(['requests.api', '~~~~~~~~', '', 'Sends requests.'])).toBe('Sends requests.')
  expect(firstParagraph(['Title', '====='])).toBe('Title')
  expect(firstParagraph(['Sends.', ':param x: no'])).toBe('Sends.')
})

it.each([
  [['Copyright 2020 Somebody'], null],
  [['Licensed under the Apache License'], null],
  [['eslint-disable no-console'], null],
  [['@ts-check'], null],
  [['-*- coding: utf-8 -*-'], null],
  [['=========='], null],
  [['eslint-env node', 'Runs the queue.'], 'Runs the queue.'],
  [['@fileoverview Runs the queue.'], 'Runs the queue.'],
  [['Settings of the queue.'], 'Settings of the queue.'],
])('a file that opens with %j is about %j', (lines, paragraph) => {
  expect(openingParagraph(lines)).toBe(paragraph)
})

it('keeps to 400 characters and to well-formed text', () => {
  const paragraph = firstParagraph(['🎉'.repeat(300)])
  expect(paragraph!.length).toBeLessThanOrEqual(400)
  expect(paragraph!.isWellFormed()).toBe(true)
})
