import { Button, ExpandableSection, Label, SearchInput } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { read, type Page } from '../shared/api';
import { useFilter } from '../shared/filters';
import { useOwnWords, useWords } from '../shared/language';
import { usePages } from '../shared/pages';
import { Answer, Nothing, Problem, Screen } from '../shared/Screen';
import { openAlarms, type Site } from '../shared/sites';
import type { Device } from '../shared/types';
import { words as own } from './words';

interface Customer {
  customerId: string;
  name: string;
  timeZone?: string;
  sites: number;
  closedAt?: string;
}

/** Customers with their sites and devices, and what is open there. */
export default function CustomersPage() {
  const words = useWords();
  const t = useOwnWords(own);
  const [searched, search] = useFilter('name');
  const customers = usePages<Customer>('/customers', { limit: 200 });
  const shown = customers.items.filter((each) => `${each.name} ${each.customerId}`.toLowerCase().includes(searched.toLowerCase()));
  return (
    <Screen title={words.pages.customers} beside={<SearchInput className="hub-pick" aria-label={t.customer} placeholder={t.customer} value={searched} onChange={(_, text) => search(text)} onClear={() => search('')} />}>
      {customers.isError && <Problem error={customers.error} />}
      {customers.isSuccess && shown.length === 0 && <Nothing />}
      {shown.map((customer) => <Entry key={customer.customerId} customer={customer} alone={shown.length === 1} />)}
      {customers.hasNextPage && <Button variant="link" onClick={() => customers.fetchNextPage()}>{words.more}</Button>}
    </Screen>
  );
}

function Entry({ customer, alone }: { customer: Customer; alone: boolean }) {
  const t = useOwnWords(own);
  const [opened, open] = useFilter('customer');
  const isOpen = opened === customer.customerId || (alone && opened === '');
  const title = `${customer.name} (${customer.customerId}) · ${customer.sites} ${t.sites}`;
  return (
    <ExpandableSection toggleText={title} isExpanded={isOpen} onToggle={(_, on) => open(on ? customer.customerId : '-')}>
      {customer.closedAt && <Label color="grey">{t.closed}</Label>}
      {isOpen && <Places customer={customer.customerId} />}
    </ExpandableSection>
  );
}

async function placesOf(customer: string) {
  const sites = (await read<Page<Site>>('/sites', { customer, limit: 1000 })).items;
  const ours = new Set(sites.map((site) => site.site_id));
  const [devices, alarms] = await Promise.all([allDevices(), openAlarms()]);
  return { sites, devices: devices.filter((device) => device.site_id && ours.has(device.site_id)), alarms };
}

async function allDevices(): Promise<Device[]> {
  const found: Device[] = [];
  let cursor: string | undefined;
  do {
    const page = await read<Page<Device>>('/devices', { limit: 1000, cursor });
    found.push(...page.items);
    cursor = page.next;
  } while (cursor && found.length < 10_000);
  return found;
}

function Places({ customer }: { customer: string }) {
  const words = useWords();
  const t = useOwnWords(own);
  const places = useQuery({ queryKey: ['places', customer], queryFn: () => placesOf(customer) });
  return (
    <Answer query={places}>
      {({ sites, devices, alarms }) =>
        sites.length === 0 ? (
          <Nothing />
        ) : (
          <Table aria-label={`${t.sites} ${customer}`} variant="compact">
            <Thead>
              <Tr><Th>{t.sites}</Th><Th>{t.address}</Th><Th>{t.devices}</Th><Th>{t.openAlarms}</Th></Tr>
            </Thead>
            <Tbody>
              {sites.map((site) => {
                const here = devices.filter((device) => device.site_id === site.site_id);
                const ill = alarms.filter((alarm) => here.some((device) => device.device_id === alarm.device_id));
                return (
                  <Tr key={site.site_id}>
                    <Td dataLabel={t.sites}>{site.name} ({site.site_id}) {site.closedAt && <Label isCompact>{t.closed}</Label>}</Td>
                    <Td dataLabel={t.address}>{site.address || '–'}</Td>
                    <Td dataLabel={t.devices}>
                      {here.length === 0 && t.none}
                      {here.slice(0, 20).map((device) => (
                        <span key={device.device_id}><Link to={`/service/alarms?device=${encodeURIComponent(device.device_id)}`}>{device.device_id}</Link>{device.presence?.online === false && ` (${words.devices.offline})`} </span>
                      ))}
                      {here.length > 20 && `+ ${here.length - 20}`}
                    </Td>
                    <Td dataLabel={t.openAlarms}>{ill.length === 0 ? <Label color="green" isCompact>0</Label> : <Label color="red" isCompact>{ill.length}</Label>}</Td>
                  </Tr>
                );
              })}
            </Tbody>
          </Table>
        )
      }
    </Answer>
  );
}
