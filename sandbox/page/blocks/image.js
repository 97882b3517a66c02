/** @param {{image_url?: string, slack_file?: {url?: string}}} image where its picture lies */
export function sourceOf(image) {
  return image.image_url ?? image.slack_file?.url ?? '';
}
