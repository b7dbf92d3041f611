export const identity = {
  anonymous: 'Anonymous',
  typedFor: 'Typed for somebody',
}
