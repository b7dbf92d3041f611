/** Characters of the longest tag of a language. */
export const LANGUAGE_TAG_LIMIT = 20

/** A well-formed tag of a language by BCP 47: language, script, region, variants, and what is private. `cy`, `pt-BR`, `ca-valencia`. */
export const LANGUAGE_TAG = /^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-[xX](-[A-Za-z0-9]{1,8})+)?$/

/** Is this the tag of a language, as a note may carry one? */
export const isLanguageTag = (tag: unknown): tag is string => typeof tag === 'string' && tag.length <= LANGUAGE_TAG_LIMIT && LANGUAGE_TAG.test(tag)
