import { globOf } from '@/lib/dataset/card/loading'
import type { ManifestHead } from '@/lib/dataset/manifest'
import { chatTemplate } from './chat-template'
import { datatrove, megatron, olmoCore } from './pretraining-recipes'
import { paperSettings, type RecipeFacts, readable } from './recipe'
import { axolotl, trl } from './transformers-recipes'

/** What people call the split that they validate with. */
const validationNames = ['validation', 'valid', 'val', 'dev']

/** Configurations that read this very release, by path; a trainer that cannot read the format says how to come to one that it can. */
export function renderRecipes(head: ManifestHead): Record<string, string> {
  const names = Object.keys(head.splits)
  const split = names.includes('train') ? 'train' : (names[0] ?? 'train')
  const validation = names.find((name) => name !== split && validationNames.includes(name))
  const facts: RecipeFacts = {
    head,
    split,
    glob: globOf(head, split),
    isParquet: head.container === 'parquet',
    validationGlob: validation && globOf(head, validation),
  }
  return {
    'recipes/README.md': overview(facts),
    'recipes/axolotl.yaml': axolotl(facts),
    'recipes/trl.py': trl(facts),
    'recipes/megatron_bridge.py': megatron(facts),
    'recipes/olmo_core.py': olmoCore(facts),
    'recipes/datatrove.py': datatrove(facts),
    ...(head.format === 'messages' ? { 'recipes/chat_template.jinja': chatTemplate } : {}),
  }
}

function overview({ head }: RecipeFacts): string {
  const rows = Object.entries({
    'axolotl.yaml': 'axolotl',
    'trl.py': 'trl',
    'megatron_bridge.py': 'megatron',
    'olmo_core.py': 'olmo',
    'datatrove.py': 'datatrove',
  }).map(([file, trainer]) => {
    const formats = readable[trainer] ?? []
    return `| \`${file}\` | ${formats.join(', ')} | ${formats.includes(head.format) ? 'yes' : 'no'} |`
  })
  const template =
    head.format === 'messages'
      ? '\n`chat_template.jinja` writes calls of tools, which the template of Llama 3 leaves out, and marks what loss falls on.\n'
      : ''
  return `# Continued pre-training on this release

Run from the folder of the release. ${paperSettings.join(' ')}

| recipe | reads with the loss mask | this release |
| --- | --- | --- |
${rows.join('\n')}
${template}`
}
