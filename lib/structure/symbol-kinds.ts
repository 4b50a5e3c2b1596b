/** What a symbol of an outline can be. */
export const symbolKinds = [
  'class',
  'struct',
  'interface',
  'trait',
  'type',
  'enum',
  'function',
  'method',
  'property',
  'variable',
  'constant',
  'macro',
  'namespace',
  // Of files that hold data or prose.
  'key',
  'table',
  'rule',
  'element',
  'heading',
] as const
