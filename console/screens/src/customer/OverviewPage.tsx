import { Card, CardBody, CardTitle, Label, Stack, Title } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from 'react-router-dom';
import { read, type Page } from '../shared/api';
import { useFilter } from '../shared/filters';
import { useOwnWords, useWords } from '../shared/language';
import { SeverityLabel } from '../shared/labels';
import { useLive } from '../shared/live';
import { usePages } from '../shared/pages';
import { ReadingsChart } from '../shared/ReadingsChart';
import { Nothing, Problem, Screen, Stale } from '../shared/Screen';
import { openAlarms, type Site } from '../shared/sites';
import type { Alarm, Device } from '../shared/types';
import { When } from '../shared/When';
import { words as own } from './words';

type Health = 'well' | 'ill' | 'silent';
const TILE = { well: 'hub-tile-well', ill: 'hub-tile-ill', silent: '' };

/** The customer's own sites, each a floor of its devices, and one device looked at; the hub answers with nobody else's. */
export default function OverviewPage() {
  const words = useWords();
  const t = useOwnWords(own);
  const [chosen, choose] = useFilter('device');
  const sites = useQuery({ queryKey: ['/sites'], queryFn: () => read<Page<Site>>('/sites', { limit: 1000 }) });
  const devices = usePages<Device>('/devices', { limit: 1000 }, 15_000);
  const alarms = useQuery({ queryKey: ['/alarms', 'open'], refetchInterval: 30_000, queryFn: openAlarms });
  const { fresh } = useLive<Alarm>(['alarms'], () => alarms.refetch(), () => alarms.refetch());
  const ill = new Set((alarms.data ?? []).map((alarm) => alarm.device_id));
  const health = (device: Device): Health => (ill.has(device.device_id) ? 'ill' : device.presence?.online ? 'well' : 'silent');
  const floors = [...(sites.data?.items ?? []).map((site) => ({ id: site.site_id, name: site.name, address: site.address })), { id: '', name: t.noSite, address: '' }]
    .map((floor) => ({ ...floor, devices: devices.items.filter((device) => (device.site_id ?? '') === floor.id) }))
    .filter((floor) => floor.devices.length > 0);
  const sick = devices.items.filter((device) => health(device) === 'ill').length;
  return (
    <Screen
      title={words.pages.overview}
      beside={devices.isSuccess && alarms.isSuccess && (sick === 0 ? <Label color="green">{t.allWell}</Label> : <Label color="red">{sick} {t.needLook}</Label>)}
    >
      <Stack hasGutter>
        {alarms.isSuccess && <Stale fresh={fresh} />}
        {devices.isError && <Problem error={devices.error} retry={() => devices.refetch()} />}
        {sites.isError && <Problem error={sites.error} />}
        {devices.isSuccess && devices.items.length === 0 && <Nothing />}
        {chosen && <Chosen key={chosen} device={chosen} />}
        {floors.map((floor) => (
          <Card key={floor.id} isCompact component="section">
            <CardTitle component="h2">{floor.name} {floor.address && <span className="hub-subtle">{floor.address}</span>}</CardTitle>
            <CardBody>
              <div className="hub-floor">
                {floor.devices.map((device) => {
                  const state = health(device);
                  return (
                    <button key={device.device_id} type="button" className={`hub-tile ${TILE[state]}`} aria-pressed={device.device_id === chosen} onClick={() => choose(device.device_id === chosen ? '' : device.device_id)}>
                      <strong>{device.device_id}</strong><br />
                      {t[state]}
                    </button>
                  );
                })}
              </div>
            </CardBody>
          </Card>
        ))}
      </Stack>
    </Screen>
  );
}

function Chosen({ device }: { device: string }) {
  const words = useWords();
  const t = useOwnWords(own);
  const opened = useMemo(() => new Date().toISOString(), []);
  const path = `/devices/${encodeURIComponent(device)}/alarms`;
  const alarms = useQuery({ queryKey: [path], queryFn: () => read<Page<Alarm>>(path, { limit: 5 }) });
  return (
    <Card isCompact component="section">
      <CardTitle component="h2">{device}</CardTitle>
      <CardBody aria-live="polite">
        <Title headingLevel="h3" size="md">{t.latest}</Title>
        <ReadingsChart device={device} around={opened} />
        <Title headingLevel="h3" size="md">{t.alarmsHere}</Title>
        {alarms.data?.items.length === 0 && <p>{t.noAlarms}</p>}
        <ul>
          {alarms.data?.items.map((alarm) => (
            <li key={alarm.id}>
              <Link to={`/customer/alarms/${encodeURIComponent(alarm.id)}`}><When at={alarm.raisedAt} /></Link> <SeverityLabel severity={alarm.severity} /> {alarm.ruleId} · {words.states[alarm.state as keyof typeof words.states] ?? alarm.state}
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
