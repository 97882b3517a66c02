export { formModal, nobodyModal, sentCard, sentModal } from './form.ts';
export { ids } from './ids.ts';
export { detailModal, listModal, readerCard, whoModal } from './reader.ts';
export { newsNote, receiptCard } from './receipt.ts';
