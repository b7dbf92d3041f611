import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

describe('configuration', () => {
  it('[W60] has a default for everything, and an empty variable counts as not set', () => {
    const defaults = {
      host: '0.0.0.0',
      port: 8080,
      dataDir: './data',
      publicUrl: undefined,
      createKey: undefined,
      tldrawLicenseKey: undefined,
      logLevel: 'info',
    }
    expect(readConfig({})).toEqual(defaults)
    expect(readConfig({ PORT: '', DATA_DIR: ' ', PUBLIC_URL: '', DATABASE_URL: '' })).toEqual(defaults)
  })

  it('[W60] takes what is given', () => {
    expect(readConfig({ PORT: '9000', PUBLIC_URL: 'https://stock.example/', CREATE_KEY: 'k', LOG_LEVEL: 'warn', HOST: '::1' })).toMatchObject({
      port: 9000,
      publicUrl: 'https://stock.example',
      createKey: 'k',
      logLevel: 'warn',
      host: '::1',
    })
  })

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['PUBLIC_URL', 'stock.example'],
    ['PUBLIC_URL', 'https://stock.example/tool'],
    ['LOG_LEVEL', 'loud'],
    ['DATABASE_URL', 'postgres://x'],
    ['REDIS_URL', 'redis://x'],
  ])('[W61] names %s when it is %s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError)
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} `))
  })
})
