import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, install, root } from './prepare.mjs'

// Same process, so that whoever stops `npm start` stops the server, with its clean ending.
install()
build()
await import(pathToFileURL(join(root, 'server/dist/main.js')).href)
