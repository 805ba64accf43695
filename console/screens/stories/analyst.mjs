import { text, title } from './seen.mjs';

export async function analyst({ page, shot, accessible }) {
  await title(page, 'Rule tables');
  await text(page, 'prod-a');
  await accessible('rule tables');
  await shot('analyst-tables');
}
