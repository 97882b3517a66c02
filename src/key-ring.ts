import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Bytes of a key, of what makes each sealing different, and of the seal, for AES-256-GCM (NIST SP 800-38D). */
const [KEY, IV, TAG] = [32, 12, 16];
const VERSION = 'v1';

/** Something sealed of which the key is not at hand, or which is not what was sealed. */
export class SealError extends Error {
  override name = 'SealError';
}

/** Seals with its newest key, and opens with any of them. */
export type KeyRing = {
  /** Names the newest key. */
  newest: string;
  /** @param about what the text belongs to: it opens only for the same. */
  seal(text: string, about: string): string;
  /** @throws SealError */
  open(sealed: string, about: string): string;
};

/** A fresh key, as a key ring is given it. */
export const newKey = () => randomBytes(KEY).toString('base64');

/** Whether a text is one key or several, parted by commas. */
export function isKeyRing(text: string): boolean {
  return text.split(',').every((key) => /^[A-Za-z0-9+/_-]+=*$/.test(key.trim()) && bytesOf(key).length === KEY);
}

/** Which key something was sealed with; it says nothing about the key itself. */
export const keyOf = (sealed: string) => sealed.split('.')[1] ?? '';

/** @param text keys in base64, the newest first, parted by commas, as `isKeyRing` wants them. */
export function createKeyRing(text: string): KeyRing {
  const all = text.split(',').map(bytesOf);
  const byId = new Map(all.map((key) => [idOf(key), key]));
  const [newest] = all as [Buffer];
  return {
    newest: idOf(newest),
    seal(plain, about) {
      const iv = randomBytes(IV);
      const cipher = createCipheriv('aes-256-gcm', newest, iv).setAAD(Buffer.from(about));
      const sealed = Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [VERSION, idOf(newest), sealed.toString('base64url')].join('.');
    },
    open(sealed, about) {
      const [version, id = '', content = ''] = sealed.split('.');
      const key = byId.get(id);
      if (version !== VERSION || key === undefined) throw new SealError(`the key ${id} isn’t in TOKEN_KEYS`);
      const bytes = Buffer.from(content, 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV), { authTagLength: TAG });
        decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-TAG));
        return `${decipher.update(bytes.subarray(IV, -TAG), undefined, 'utf8')}${decipher.final('utf8')}`;
      } catch {
        throw new SealError(`what was sealed for ${about} was changed`);
      }
    },
  };
}

const bytesOf = (key: string) => Buffer.from(key.trim(), 'base64');

const idOf = (key: Buffer) => createHash('sha256').update(key).digest('hex').slice(0, 8);
