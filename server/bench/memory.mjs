import { isMainThread } from 'node:worker_threads'

/**
 * Put before a server by `--import`, with `--expose-gc`: on SIGUSR2 it collects its garbage and prints how much is left,
 * so that a heap can be looked at from outside without changing the server.
 */
if (isMainThread)
  process.on('SIGUSR2', () => {
    globalThis.gc()
    // What is let go of only when a finalizer ran, or a turn later, is not kept.
    setTimeout(() => {
      globalThis.gc()
      const { heapUsed, external, arrayBuffers } = process.memoryUsage()
      process.stdout.write(`memory ${JSON.stringify({ heapUsed, external, arrayBuffers })}\n`)
    }, 100)
  })
