import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { install, root } from './prepare.mjs'

/** Server restarted on change, client with hot reload in front of it, at one address for people and links. */
install()
// The server stands behind Vite and gives out Vite's address; one that nobody should open is not printed.
const env = { PUBLIC_URL: 'http://localhost:5173', ...process.env }
const children = [
  spawn(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'watch', 'src/main.ts'], { cwd: join(root, 'server'), env, stdio: 'inherit' }),
  spawn(process.execPath, ['node_modules/vite/bin/vite.js'], { cwd: join(root, 'client'), env, stdio: 'inherit' }),
]
const stop = () => children.forEach((child) => void child.kill('SIGTERM'))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)
for (const child of children)
  child.on('exit', (code) => {
    stop()
    process.exitCode = code ?? 0
  })
