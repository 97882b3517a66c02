/** What the handlers of this feature listen to. */
export const ids = {
  open: 'outside.open',
  form: 'outside.form',
  add: 'outside.add',
  addForm: 'outside.add-form',
  remove: 'outside.remove',
} as const;
