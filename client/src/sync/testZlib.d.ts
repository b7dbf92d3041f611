/** The one thing of Node that tests of the client use; all of Node's types would let the client itself use them. */
declare module 'node:zlib' {
  export function deflateRawSync(bytes: Uint8Array): Uint8Array
}
