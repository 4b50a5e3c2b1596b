import type { ExportSettings, TokenizerName } from '@/lib/dataset/formats/settings'
import { shardsOf } from '@/lib/dataset/manifest'
import { batchSize, comment, hubTokenizers, mismatch, paperSettings, type RecipeFacts, vocabularyNote } from './recipe'

/** Megatron-Bridge takes a pattern for the files, as text, and finds them itself. */
export function megatron(facts: RecipeFacts): string {
  const { head, glob, validationGlob } = facts
  const { packTokens, tokenizer } = head.settings
  const fill = head.packing ? [`${(100 * head.packing.fill_rate).toFixed(2)}% of the packs is filled.`] : []
  const notes = [...mismatch('megatron', facts), ...vocabularyNote(facts), ...paperSettings, ...fill]
  const validation = validationGlob ? `\n        packed_val_data_path="${validationGlob}",` : ''
  return `${comment(notes)}from megatron.bridge.data.datasets.packed_sequence import PackedSequenceSpecs
from megatron.bridge.recipes.llama import llama3_8b_64k_pretrain_config
from megatron.bridge.training.config import FinetuningDatasetConfig
from megatron.bridge.training.tokenizers.config import TokenizerConfig

length = ${packTokens}
config = llama3_8b_64k_pretrain_config()
config.model.seq_length = length
config.model.rotary_base = 8_000_000
config.model.calculate_per_token_loss = True  # loss_mask decides which tokens count
config.tokenizer = TokenizerConfig(
    tokenizer_type="HuggingFaceTokenizer",
    tokenizer_model="${hubTokenizers[tokenizer]}",
)
config.dataset = FinetuningDatasetConfig(
    dataset_root="work",  # for what Megatron-Bridge writes itself; the packs are those below
    seq_length=length,
    packed_sequence_specs=PackedSequenceSpecs(
        packed_sequence_size=length,
        tokenizer_model_name="${tokenizer}",
        packed_train_data_path="${glob}",${validation}
    ),
    do_validation=${validationGlob ? 'True' : 'False'},
    do_test=False,
)
config.train.global_batch_size = ${batchSize(packTokens)}  # about 4M tokens
config.train.micro_batch_size = 1
config.optimizer.lr = 1e-5
config.optimizer.min_lr = 1e-6
config.optimizer.weight_decay = 0.1
config.scheduler.lr_decay_style = "cosine"
config.scheduler.lr_warmup_fraction = 0.1
`
}

const olmoTokenizers: Record<TokenizerName, string> = {
  'llama-3':
    'vocab_size=128_256, eos_token_id=128_001, pad_token_id=128_004, bos_token_id=128_000, identifier="meta-llama/Meta-Llama-3-8B"',
  o200k: 'vocab_size=200_019, eos_token_id=199_999, pad_token_id=199_999, identifier="o200k_base"',
  cl100k: 'vocab_size=100_277, eos_token_id=100_257, pad_token_id=100_257, identifier="cl100k_base"',
}

/** OLMo-core's words for what becomes of a document that is longer than a sequence. */
const longDocStrategies: Record<ExportSettings['overlong'], string> = {
  split: 'fragment',
  truncate: 'truncate',
  drop: 'exclude',
}

export function olmoCore(facts: RecipeFacts): string {
  const { head, split } = facts
  const { packTokens, overlong, tokenizer } = head.settings
  const notes = [...mismatch('olmo', facts), ...vocabularyNote(facts), ...paperSettings]
  return `${comment(notes)}from glob import glob

from olmo_core.data import (
    LongDocStrategy,
    NumpyDataLoaderConfig,
    NumpyDatasetDType,
    NumpyPackedFSLDatasetConfig,
    TokenizerConfig,
)
from olmo_core.optim import AdamWConfig, CosWithWarmup

# Raw little-endian arrays without a header; every document ends with the end-of-text token.
length = ${packTokens}
dataset = NumpyPackedFSLDatasetConfig(
    paths=sorted(glob("data/${split}-*.tokens.bin")),
    label_mask_paths=sorted(glob("data/${split}-*.label_mask.bin")),
    dtype=NumpyDatasetDType.uint32,
    sequence_length=length,
    long_doc_strategy=LongDocStrategy.${longDocStrategies[overlong]},
    tokenizer=TokenizerConfig(${olmoTokenizers[tokenizer]}),
    generate_doc_lengths=True,  # attention stays within documents
    work_dir="work",
)
loader = NumpyDataLoaderConfig(global_batch_size=${batchSize(packTokens)} * length, seed=0)  # about 4M tokens
optimizer = AdamWConfig(lr=1e-5, weight_decay=0.1, fused=True)
scheduler = CosWithWarmup(warmup_fraction=0.1, alpha_f=0.1)
`
}

export function datatrove(facts: RecipeFacts): string {
  const { head, glob, isParquet, split } = facts
  const reader = isParquet ? 'ParquetReader' : 'JsonlReader'
  const tasks = Math.max(1, shardsOf(head).filter((file) => file.split === split).length)
  const compression = head.settings.compression === 'none' ? '' : `, compression="${head.settings.compression}"`
  return `${comment([...mismatch('datatrove', facts), ...paperSettings])}from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import ${reader}
from datatrove.pipeline.tokens import DocumentTokenizer

# metadata["no_loss_ranges"] holds [start, end) in code points; DocumentTokenizer turns it into a mask beside the tokens.
pipeline = [
    ${reader}("data", glob_pattern="${glob.replace(/^data\//, '')}", text_key="text", id_key="id"${isParquet ? '' : compression}),
    DocumentTokenizer(
        output_folder="tokenized",
        tokenizer_name_or_path="meta-llama/Meta-Llama-3-8B",
        eos_token="<|end_of_text|>",
        save_loss_metadata=True,
        shuffle_documents=False,
    ),
]

if __name__ == "__main__":
    LocalPipelineExecutor(pipeline=pipeline, tasks=${tasks}).run()
`
}
