import { read, type Page } from './api';
import type { Alarm } from './types';

export interface Site {
  site_id: string;
  customer_id: string;
  name: string;
  address?: string;
  devices: number;
  closedAt?: string;
}

const OPEN = ['active', 'remediating', 'verifying', 'escalated', 'dispatched'];

/** All alarms that somebody or the hub still has to do something about. */
export async function openAlarms(): Promise<Alarm[]> {
  const pages = await Promise.all(OPEN.map((state) => read<Page<Alarm>>('/alarms', { state, limit: 1000 })));
  return pages.flatMap((page) => page.items);
}
