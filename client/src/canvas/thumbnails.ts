/** Small copies of pictures, for painting many at once. They come when they come, and then `onCame` is called. */
export interface Thumbnails {
  /** The copy if it is here; else it is fetched, and undefined until then. */
  of(address: string): ImageBitmap | undefined
  /** The copy if it is here. */
  peek(address: string): ImageBitmap | undefined
  close(): void
}

/** Pixels: one and a half times the size of a picture on a note, so that it is sharp enough on fine screens too. */
const LARGEST = { w: 261, h: 180 } as const
/** As many as one sees at a time, several times over: some twenty megabytes. */
const KEPT = 120
const AT_ONCE = 4

export function createThumbnails(onCame: () => void): Thumbnails {
  const kept = new Map<string, ImageBitmap>()
  const waiting = new Set<string>()
  const failed = new Set<string>()
  let loading = 0
  let isClosed = false

  const keep = (address: string, bitmap: ImageBitmap) => {
    kept.set(address, bitmap)
    for (const [oldest, copy] of kept) {
      if (kept.size <= KEPT) break
      kept.delete(oldest)
      copy.close()
    }
  }

  async function load(address: string) {
    const image = new Image()
    image.src = address
    try {
      await image.decode()
      const part = Math.min(1, LARGEST.w / image.naturalWidth, LARGEST.h / image.naturalHeight)
      const size = { resizeWidth: Math.max(1, Math.round(image.naturalWidth * part)), resizeHeight: Math.max(1, Math.round(image.naturalHeight * part)) }
      const bitmap = await createImageBitmap(image, { ...size, resizeQuality: 'medium' })
      if (isClosed) bitmap.close()
      else keep(address, bitmap)
    } catch {
      // The note says in words what its picture shows; the shape does so too where a picture cannot be loaded.
      failed.add(address)
    }
  }

  function next() {
    for (const address of waiting) {
      if (loading >= AT_ONCE || isClosed) return
      waiting.delete(address)
      loading++
      void load(address).then(() => {
        loading--
        if (isClosed) return
        next()
        onCame()
      })
    }
  }

  const peek = (address: string) => kept.get(address)
  return {
    peek,
    of(address) {
      const found = kept.get(address)
      if (found) {
        // The one that was asked for last goes last.
        kept.delete(address)
        kept.set(address, found)
      } else if (!failed.has(address)) {
        waiting.add(address)
        next()
      }
      return found
    },
    close() {
      isClosed = true
      waiting.clear()
      for (const bitmap of kept.values()) bitmap.close()
      kept.clear()
    },
  }
}
