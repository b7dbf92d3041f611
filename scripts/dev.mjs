import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { install, root } from './prepare.mjs'

/** Server restarted on change, client with hot reload in front of it. Open the address that Vite prints. */
install()
const children = [
  spawn(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'watch', 'src/main.ts'], { cwd: join(root, 'server'), stdio: 'inherit' }),
  spawn(process.execPath, ['node_modules/vite/bin/vite.js'], { cwd: join(root, 'client'), stdio: 'inherit' }),
]
const stop = () => children.forEach((child) => void child.kill('SIGTERM'))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)
for (const child of children)
  child.on('exit', (code) => {
    stop()
    process.exitCode = code ?? 0
  })
