import { Button, Label } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { ReactNode } from 'react';
import { useWords } from './language';
import { usePages } from './pages';
import { Nothing, Problem } from './Screen';
import type { Device } from './types';
import { When } from './When';

/** The devices that the person may see, with their presence. */
export function DeviceTable({ name }: { name: (device: Device) => ReactNode }) {
  const words = useWords();
  const devices = usePages<Device>('/devices', { limit: 100 }, 15_000);
  if (devices.isError) return <Problem error={devices.error} retry={() => devices.refetch()} />;
  if (devices.isSuccess && devices.items.length === 0) return <Nothing />;
  return (
    <>
      <Table aria-label={words.pages.devices} variant="compact">
        <Thead>
          <Tr>
            <Th>{words.device}</Th>
            <Th>{words.product}</Th>
            <Th>{words.state}</Th>
            <Th>{words.devices.lastSeen}</Th>
            <Th>{words.devices.firmware}</Th>
            <Th>{words.devices.site}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {devices.items.map((device) => (
            <Tr key={device.device_id}>
              <Td dataLabel={words.device}>{name(device)}</Td>
              <Td dataLabel={words.product}>{device.productId}</Td>
              <Td dataLabel={words.state}><Presence device={device} /></Td>
              <Td dataLabel={words.devices.lastSeen}><When at={device.presence?.lastSeenAt} /></Td>
              <Td dataLabel={words.devices.firmware}>{device.firmwareVersion || '–'}</Td>
              <Td dataLabel={words.devices.site}>{device.site_id || '–'}</Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      {devices.hasNextPage && <Button variant="link" onClick={() => devices.fetchNextPage()}>{words.more}</Button>}
    </>
  );
}

function Presence({ device }: { device: Device }) {
  const words = useWords();
  if (!device.presence) return <Label color="grey">–</Label>;
  return device.presence.online ? <Label color="green">{words.devices.online}</Label> : <Label color="red">{words.devices.offline}</Label>;
}
