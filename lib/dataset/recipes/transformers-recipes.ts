import { comment, mismatch, paperSettings, type RecipeFacts, vocabularyNote } from './recipe'

const axolotlTypes: Record<string, string> = {
  segments: 'type: input_output',
  messages:
    'type: chat_template\n    field_messages: messages\n    message_property_mappings:\n      role: role\n      content: content\n    roles_to_train: [assistant]',
  // Rows with input_ids, labels and attention_mask are taken as they are.
  tokens: 'type:',
  // prompt, chosen and rejected as they are: a prompt is a document already, and no chat.
  dpo: 'type: passthrough',
}

/** The model's own template leaves out calls of tools. */
const axolotlTemplate = 'chat_template: jinja\nchat_template_jinja: recipes/chat_template.jinja\n'

export function axolotl(facts: RecipeFacts): string {
  const { head, glob, isParquet } = facts
  const isDpo = head.format === 'dpo'
  const notes = [...mismatch('axolotl', facts), ...vocabularyNote(facts), ...paperSettings]
  return `${comment(notes)}base_model: meta-llama/Meta-Llama-3-8B-Instruct
${isDpo ? 'rl: dpo\n' : ''}${head.format === 'messages' ? axolotlTemplate : ''}datasets:
  - path: ${isParquet ? 'parquet' : 'json'}
    data_files: ${glob}
    split: train
    ${axolotlTypes[head.format] ?? axolotlTypes.segments}

sequence_len: 65536
sample_packing: ${isDpo ? 'false' : 'true'}
pad_to_sequence_len: true
train_on_inputs: false

bf16: true
flash_attention: true
gradient_checkpointing: true
overrides_of_model_config:
  rope_theta: 8000000.0

micro_batch_size: 1
gradient_accumulation_steps: 8
num_epochs: 1
optimizer: adamw_torch_fused
lr_scheduler: cosine
cosine_min_lr_ratio: 0.1
learning_rate: 0.00001
warmup_ratio: 0.1
weight_decay: 0.1
output_dir: ./output
`
}

/** What a format needs of TRL beside the settings that all have. */
type TrlNeeds = { config: string; template: string }

const plainText: TrlNeeds = { config: '', template: '' }

const trlNeeds: Record<string, (facts: RecipeFacts) => TrlNeeds> = {
  tokens: () => ({
    config:
      '    # The rows have labels already: -100 where loss does not fall.\n    dataset_kwargs={"skip_prepare_dataset": True},\n',
    template: '',
  }),
  dpo: () => plainText,
  messages: (facts) => ({
    config: '    # Loss on what the chat template marks as said by the assistant.\n    assistant_only_loss=True,\n',
    template: `${comment(argumentNotes(facts))}tokenizer.chat_template = Path("recipes/chat_template.jinja").read_text()\n`,
  }),
}

/** TRL hands the arguments of a call to the chat template as they are: most templates want an object. */
function argumentNotes({ head: { settings }, isParquet }: RecipeFacts): string[] {
  const marks = 'It marks what the assistant says ({% generation %}), which the template of Llama 3 does not.'
  if (settings.toolArguments === 'object' && !isParquet)
    return [`Llama 3's own template writes no calls of tools. ${marks}`]
  return [
    'The arguments of calls are strings of JSON here. TRL and most templates want objects: for another template than this one,',
    `export the same trajectories as JSONL with arguments as objects. This one takes both. ${marks}`,
  ]
}

export function trl(facts: RecipeFacts): string {
  const { head, glob, isParquet } = facts
  const isDpo = head.format === 'dpo'
  const kind = isDpo ? 'DPO' : 'SFT'
  const { config, template } = trlNeeds[head.format]?.(facts) ?? plainText
  const notes = [...mismatch('trl', facts), ...vocabularyNote(facts), ...paperSettings]
  return `${comment(notes)}${template ? 'from pathlib import Path\n\n' : ''}from datasets import load_dataset
from transformers import AutoModelForCausalLM, AutoTokenizer
from trl import ${kind}Config, ${kind}Trainer

name = "meta-llama/Meta-Llama-3-8B-Instruct"
data = load_dataset("${isParquet ? 'parquet' : 'json'}", data_files="${glob}", split="train")
model = AutoModelForCausalLM.from_pretrained(name, rope_theta=8_000_000.0, attn_implementation="flash_attention_2")
tokenizer = AutoTokenizer.from_pretrained(name)
${template}config = ${kind}Config(
    output_dir="output",
    max_length=65_536,
${isDpo ? '' : '    packing=False,\n'}${config}    bf16=True,
    gradient_checkpointing=True,
    per_device_train_batch_size=1,
    gradient_accumulation_steps=8,
    num_train_epochs=1,
    learning_rate=1e-5,
    lr_scheduler_type="cosine_with_min_lr",
    lr_scheduler_kwargs={"min_lr_rate": 0.1},
    warmup_ratio=0.1,
    weight_decay=0.1,
)
${kind}Trainer(model=model, args=config, train_dataset=data, processing_class=tokenizer).train()
`
}
