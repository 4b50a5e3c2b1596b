import { plainRecipe, type Recipe } from '@/lib/synthesis/recipe'

/** Other ways to tell the same facts, for a search to choose from. */
export const recipes: readonly [Recipe, ...Recipe[]] = [
  { ...plainRecipe, inFileOrder: true, share: 1.2, names: 16, needsFirst: false },
  { ...plainRecipe, docWords: 24, share: 0.8, names: 12 },
  { ...plainRecipe, inFileOrder: true, docWords: 0, share: 2, names: 24 },
  { ...plainRecipe, docWords: 8, parameters: false, share: 0.25, names: 6 },
  { ...plainRecipe, relations: false, share: 0.8, inFileOrder: true },
  { ...plainRecipe, docWords: 12, share: 3, names: 32, inFileOrder: true },
  { ...plainRecipe, members: false, share: 0.5, names: 24, needsFirst: false },
  { ...plainRecipe, parameters: false, relations: false, share: 0.35, names: 12 },
]

export function recipeAt(turn: number): Recipe {
  return recipes[turn % recipes.length] ?? recipes[0]
}

/** Says all there is to say: what facts are chosen from. */
export const fullRecipe: Recipe = { ...plainRecipe, inFileOrder: true, share: 3, names: 12 }
