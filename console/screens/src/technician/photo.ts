import { send } from '../shared/api';

const LONGEST = 1600;
const QUALITY = 0.8;

interface Promised {
  id: string;
  method?: string;
  url?: string;
  headers?: Record<string, string>;
}

/** A photo as small as it may be to still show a fan: it has to travel by a phone's connection, perhaps much later. */
export async function shrunk(photo: Blob): Promise<Blob> {
  const picture = await createImageBitmap(photo);
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no picture'))), 'image/jpeg', QUALITY));
}

/** Brings a photo to the store of files and answers with its id. */
export async function bring(photo: Blob): Promise<string> {
  const promised = await send<Promised>('POST', '/uploads', { purpose: 'visit-photo', filename: 'visit.jpg', contentType: 'image/jpeg', size: photo.size });
  const answer = await fetch(promised.url!, { method: promised.method ?? 'PUT', headers: own(promised.headers), body: photo, credentials: 'omit' });
  if (!answer.ok) throw new Error(`the store of files answered ${answer.status}`);
  await send('POST', `/uploads/${encodeURIComponent(promised.id)}/complete`);
  return promised.id;
}

/** Without those that a browser sets itself and lets nobody else set. */
function own(headers: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !['host', 'content-length'].includes(name.toLowerCase())));
}
