import { z } from 'zod'

export interface Config {
  host: string
  port: number
  dataDir: string
  /** The address people use, without a slash at its end; undefined: whatever host a request came to. */
  publicUrl: string | undefined
  /** When set, creating and importing need it. */
  createKey: string | undefined
  tldrawLicenseKey: string | undefined
  logLevel: (typeof LEVELS)[number]
}

/** A setting that cannot be used. The message names the variable. */
export class ConfigError extends Error {}

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Reads the environment, once. An empty variable counts as not set. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = (name: string) => environment[name]?.trim() || undefined
  const read = <T>(name: string, schema: z.ZodType<T>, rule: string): T => {
    const result = schema.safeParse(given(name))
    if (!result.success) throw new ConfigError(`${name} must be ${rule}. It is "${given(name) ?? ''}".`)
    return result.data
  }

  // Better no server than one that seems to keep data where it does not.
  for (const name of ['DATABASE_URL', 'REDIS_URL'])
    if (given(name)) throw new ConfigError(`${name} is not supported in this version yet. Unset it: data is kept under DATA_DIR.`)

  const createKey = given('CREATE_KEY')
  return {
    host: given('HOST') ?? '0.0.0.0',
    port: read('PORT', z.coerce.number().int().min(0).max(65_535).default(8080), 'a port number from 0 to 65535'),
    dataDir: given('DATA_DIR') ?? './data',
    publicUrl: read('PUBLIC_URL', PublicUrl.optional(), 'an address such as https://stocktake.example.org, without a path'),
    createKey,
    tldrawLicenseKey: given('TLDRAW_LICENSE_KEY'),
    logLevel: read('LOG_LEVEL', z.enum(LEVELS).default('info'), `one of ${LEVELS.join(', ')}`),
  }
}

const PublicUrl = z
  .url({ protocol: /^https?$/ })
  .refine((url) => URL.canParse(url) && new URL(url).href === `${new URL(url).origin}/`)
  .transform((url) => new URL(url).origin)
