export { formModal, nobodyModal, sentCard, sentModal } from './views/form.ts';
export { ids } from './views/ids.ts';
export { detailModal, listModal, readerCard, whoModal } from './views/reader.ts';
export { newsNote, receiptCard } from './views/receipt.ts';
