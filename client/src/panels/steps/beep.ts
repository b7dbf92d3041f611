/** Whether somebody wants to hear the clock on this device. */
export const SOUND_KEY = 'stocktake/clock-sound'

let audio: AudioContext | undefined

/** One or more short, soft tones. Browsers allow sound only after a press, which switching it on is. */
export function beep(times = 1): void {
  try {
    audio ??= new AudioContext()
    void audio.resume()
    for (let i = 0; i < times; i++) tone(audio, audio.currentTime + i * 0.35)
  } catch {
    // A device without sound tells the rest by eye and voice.
  }
}

function tone(context: AudioContext, at: number) {
  const volume = context.createGain()
  volume.gain.setValueAtTime(0, at)
  volume.gain.linearRampToValueAtTime(0.15, at + 0.02)
  volume.gain.linearRampToValueAtTime(0, at + 0.25)
  volume.connect(context.destination)
  const source = context.createOscillator()
  source.frequency.value = 660
  source.connect(volume)
  source.start(at)
  source.stop(at + 0.3)
}
