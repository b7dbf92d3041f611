/**
 * A key that this page presents instead of the browser's cookie. A projector reads with one of its own: whatever the person
 * whose browser it is may see, this page is never sent it.
 */
let key: string | undefined

export const readWith = (given: string | undefined) => {
  key = given
}
export const presentedKey = () => key
