import { Button } from '@patternfly/react-core';
import { DeviceTable } from '../shared/DeviceTable';
import { useFilters } from '../shared/filters';
import { useOwnWords, useWords } from '../shared/language';
import { Choose, DevicePick } from '../shared/Picks';
import { Screen } from '../shared/Screen';
import { DeviceSpan } from './DeviceSpan';
import { LiveDevice } from './LiveDevice';
import { words as own } from './words';

/** One device's readings: as they arrive, or over any span, thinned out by the hub so that a million of them stay smooth. */
export default function ExplorerPage() {
  const words = useWords();
  const t = useOwnWords(own);
  const [filters, change] = useFilters();
  const device = filters.get('device') ?? '';
  const span = filters.get('span') ?? 'live';
  const open = (chosen: string) => change({ device: chosen, from: '', to: '' }, true);
  return (
    <Screen title={words.pages.explorer}>
      <div className="hub-row hub-noprint">
        <DevicePick key={device} label={words.device} value={device} change={open} />
        {device && (
          <>
            <Choose label={t.span} value={span} names={{ live: t.live, ...t.spans }} change={(chosen) => change({ span: chosen, from: '', to: '' })} />
            <Button variant="link" isInline onClick={() => open('')}>{t.otherDevice}</Button>
          </>
        )}
      </div>
      {!device && <DeviceTable name={(each) => <Button variant="link" isInline onClick={() => open(each.device_id)}>{each.device_id}</Button>} />}
      {device && span === 'live' && <LiveDevice key={device} device={device} />}
      {device && span !== 'live' && <DeviceSpan key={device + span} device={device} span={span} />}
    </Screen>
  );
}
