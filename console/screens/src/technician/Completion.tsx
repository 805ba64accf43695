import { Button, Checkbox, Flex, FormSelect, FormSelectOption, Label, LabelGroup, Stack, TextArea, TextInput } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { read, type Page } from '../shared/api';
import { useLanguage, useOwnWords } from '../shared/language';
import { Problem } from '../shared/Screen';
import { shrunk } from './photo';
import { words as own } from './words';

interface Part {
  number: string;
  quantity: number;
}

/** The codes of the report; asked for while there is a connection, because the report may be written where there is none. */
export function useResolutionCodes() {
  return useQuery({ queryKey: ['/resolution-codes'], staleTime: Infinity, gcTime: Infinity, queryFn: () => read<Page<{ code: string; en: string; ko: string }>>('/resolution-codes') });
}

/** What the technician found and did, with the parts used and photos. */
export function Completion({ complete }: { complete: (body: Record<string, unknown>, photos: Blob[]) => void }) {
  const { words, language } = useLanguage();
  const codes = useResolutionCodes();
  const [code, setCode] = useState('');
  const [text, setText] = useState('');
  const [repaired, setRepaired] = useState(true);
  const [parts, setParts] = useState<Part[]>([]);
  const [photos, setPhotos] = useState<Blob[]>([]);
  return (
    <Stack hasGutter>
      <FormSelect aria-label={words.dispatch.resolution} value={code} onChange={(_, value) => setCode(value)}>
        <FormSelectOption value="" label={words.dispatch.resolution} isPlaceholder />
        {(codes.data?.items ?? []).map((each) => <FormSelectOption key={each.code} value={each.code} label={each[language]} />)}
      </FormSelect>
      <TextArea aria-label={words.alarm.comment} placeholder={words.alarm.comment} value={text} onChange={(_, value) => setText(value)} rows={2} />
      <Parts parts={parts} change={setParts} />
      <Photos photos={photos} change={setPhotos} />
      <Checkbox id="repaired" label={words.dispatch.repaired} isChecked={repaired} onChange={(_, on) => setRepaired(on)} />
      <Button
        size="lg"
        isDisabled={!code || !text}
        onClick={() => complete({ end: new Date().toISOString(), resolutionCode: code, resolutionText: text, repaired, ...(parts.length > 0 && { parts }) }, photos)}
      >
        {words.dispatch.complete}
      </Button>
    </Stack>
  );
}

function Parts({ parts, change }: { parts: Part[]; change: (parts: Part[]) => void }) {
  const t = useOwnWords(own);
  const [number, setNumber] = useState('');
  const [quantity, setQuantity] = useState(1);
  const add = () => {
    change([...parts, { number: number.trim(), quantity }]);
    setNumber('');
    setQuantity(1);
  };
  return (
    <>
      <Flex flexWrap={{ default: 'nowrap' }}>
        <TextInput aria-label={t.partNumber} placeholder={t.partNumber} value={number} onChange={(_, value) => setNumber(value)} />
        <TextInput style={{ inlineSize: '5rem' }} type="number" min={1} max={1000} aria-label={t.quantity} value={quantity} onChange={(_, value) => setQuantity(Math.max(1, Math.min(1000, Number(value) || 1)))} />
        <Button variant="secondary" isDisabled={!number.trim()} onClick={add}>{t.addPart}</Button>
      </Flex>
      {parts.length > 0 && (
        <LabelGroup categoryName={t.parts}>
          {parts.map((part, at) => <Label key={at} onClose={() => change(parts.filter((_, other) => other !== at))}>{part.quantity} × {part.number}</Label>)}
        </LabelGroup>
      )}
    </>
  );
}

function Photos({ photos, change }: { photos: Blob[]; change: (photos: Blob[]) => void }) {
  const t = useOwnWords(own);
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<unknown>();
  const take = async (files: FileList | null) => {
    try {
      setProblem(undefined);
      change([...photos, ...(await Promise.all([...(files ?? [])].map(shrunk)))]);
    } catch (unreadable) {
      setProblem(unreadable);
    }
  };
  return (
    <>
      <input ref={input} hidden type="file" accept="image/*" capture="environment" multiple aria-label={t.photo} onChange={(event) => take(event.target.files)} />
      <Button variant="secondary" onClick={() => input.current?.click()}>{t.addPhoto}</Button>
      {problem !== undefined && <Problem error={problem} />}
      {photos.length > 0 && (
        <LabelGroup categoryName={t.photo}>
          {photos.map((photo, at) => <Label key={at} onClose={() => change(photos.filter((_, other) => other !== at))}>{at + 1} · {Math.round(photo.size / 1024)} kB</Label>)}
        </LabelGroup>
      )}
    </>
  );
}
