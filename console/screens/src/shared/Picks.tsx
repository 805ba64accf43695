import { FormSelect, FormSelectOption, TextInput } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read, type Page } from './api';
import { usePages } from './pages';
import type { Device } from './types';

/** A choice among named values. */
export function Choose({ label, value, names, change }: { label: string; value: string; names: Record<string, string>; change: (value: string) => void }) {
  return (
    <FormSelect aria-label={label} value={value} onChange={(_, chosen) => change(chosen)} className="hub-pick">
      {Object.entries(names).map(([each, name]) => <FormSelectOption key={each} value={each} label={name} />)}
    </FormSelect>
  );
}

/** The ids of all products. */
export function useProducts(): string[] {
  const products = useQuery({ queryKey: ['/products'], staleTime: 60_000, queryFn: () => read<Page<{ id: string }>>('/products') });
  return products.data?.items.map((each) => each.id) ?? [];
}

/** A device by its id, with those that the register knows as suggestions; it counts when Enter is pressed or the field is left. */
export function DevicePick({ label, value, change }: { label: string; value: string; change: (device: string) => void }) {
  const [typed, type] = useState(value);
  const devices = usePages<Device>('/devices', { limit: 500 });
  const take = () => typed.trim() !== value && change(typed.trim());
  return (
    <>
      <TextInput
        className="hub-pick"
        aria-label={label}
        placeholder={label}
        list="devices-known"
        value={typed}
        onChange={(_, text) => {
          type(text);
          if (devices.items.some((each) => each.device_id === text)) change(text);
        }}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
      />
      <datalist id="devices-known">{devices.items.map((each) => <option key={each.device_id} value={each.device_id} />)}</datalist>
    </>
  );
}

/** A moment, as the person's clock shows it. */
export function Moment({ label, value, change }: { label: string; value: string; change: (moment: string) => void }) {
  return (
    <TextInput
      className="hub-pick"
      type="datetime-local"
      aria-label={label}
      value={local(value)}
      onChange={(_, text) => text && change(new Date(text).toISOString())}
    />
  );
}

function local(moment: string): string {
  const at = new Date(moment);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
