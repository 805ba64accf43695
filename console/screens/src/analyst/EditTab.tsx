import { Alert, Button, ExpandableSection, Flex, FlexItem, FormGroup, TextArea, TextInput } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { send } from '../shared/api';
import { useOwnWords } from '../shared/language';
import { Problem } from '../shared/Screen';
import { Grid } from './Grid';
import { base64Of, bodyOf, inputsOf, isEdited, pathOf, type Edits, type RuleTable, type Trial, type Version } from './tables';
import { TryResult } from './TryResult';
import { words as own } from './words';

interface Props {
  table: RuleTable;
  edits: Edits;
  change: (edits: Edits | undefined) => void;
  kept: (version: Version) => void;
}

/** Edit, and be told at once what is wrong and which cases are red. */
export function EditTab({ table, edits, change, kept }: Props) {
  const words = useOwnWords(own);
  const [comment, setComment] = useState('');
  const path = pathOf(table.name);
  const edited = isEdited(table, edits);
  const body = bodyOf(table, edits);
  // A kept draft is tried by its number, so that it is known to have been tried.
  const tried = !edited && table.state === 'draft' ? { version: table.number } : body;
  const settled = useSettled(JSON.stringify(tried));
  const trial = useQuery({
    queryKey: [`${path}/try`, settled],
    queryFn: () => send<Trial>('POST', `${path}/try`, JSON.parse(settled)),
    placeholderData: (before) => before,
    staleTime: 60_000,
  });
  const queries = useQueryClient();
  const draft = useMutation({
    mutationFn: (content: object) => send<Version>('POST', `${path}/versions`, { ...content, base: table.base, comment }),
    onSuccess: (version) => {
      setComment('');
      queries.invalidateQueries({ queryKey: [`${path}/versions`] });
      kept(version);
    },
  });
  return (
    <>
      {table.format === 'yaml' ? (
        <TextArea aria-label={table.name} className="hub-mono" rows={16} value={edits.text} onChange={(_, text) => change({ ...edits, text })} resizeOrientation="vertical" />
      ) : (
        <Grid table={table} rows={edits.rows} problems={trial.data?.problems ?? []} change={(rows) => change({ ...edits, rows })} />
      )}
      <Flex alignItems={{ default: 'alignItemsFlexEnd' }}>
        <FlexItem grow={{ default: 'grow' }}>
          <FormGroup label={words.comment} fieldId="comment">
            <TextInput id="comment" value={comment} onChange={(_, text) => setComment(text)} maxLength={1000} />
          </FormGroup>
        </FlexItem>
        <Button isDisabled={!edited || draft.isPending || (trial.data?.problems.length ?? 0) > 0} onClick={() => draft.mutate(body)}>{words.save}</Button>
        <Button variant="link" isDisabled={!edited} onClick={() => change(undefined)}>{words.discard}</Button>
        <Upload send={(content) => draft.mutate({ content })} />
      </Flex>
      {draft.isError && <Problem error={draft.error} />}
      {draft.isSuccess && <Alert isInline variant="success" title={`${words.saved} ${draft.data.number}`} />}
      <section aria-live="polite">
        {trial.isError && <Problem error={trial.error} />}
        {trial.data && <TryResult trial={trial.data} />}
      </section>
      <ExpandableSection toggleText={words.casesText}>
        <TextArea aria-label={words.casesText} className="hub-mono" rows={10} value={edits.cases} onChange={(_, cases) => change({ ...edits, cases })} resizeOrientation="vertical" />
        <small>{words.casesHint}</small>
      </ExpandableSection>
      <ExpandableSection toggleText={words.inputs}>
        <Inputs table={table} edits={edits} />
      </ExpandableSection>
    </>
  );
}

function Upload({ send: upload }: { send: (content: string) => void }) {
  const words = useOwnWords(own);
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button variant="secondary" onClick={() => chooser.current?.click()}>{words.upload}</Button>
      <input
        ref={chooser}
        hidden
        type="file"
        aria-label={words.upload}
        accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={async (event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) upload(await base64Of(file));
        }}
      />
    </>
  );
}

function Inputs({ table, edits }: { table: RuleTable; edits: Edits }) {
  const words = useOwnWords(own);
  const [csv, setCsv] = useState(table.kind === 'alarm' ? 'at,tempC\n0,70\n5,85' : 'product,rule,severity\nprod-a,temp-threshold-prod-a,high');
  const trial = useMutation({
    mutationFn: () => send<Trial>('POST', `${pathOf(table.name)}/try`, { ...bodyOf(table, edits), inputs: inputsOf(csv) }),
  });
  return (
    <>
      <FormGroup label={words.inputsText} fieldId="inputs">
        <TextArea id="inputs" className="hub-mono" rows={4} value={csv} onChange={(_, text) => setCsv(text)} resizeOrientation="vertical" />
      </FormGroup>
      <Button variant="secondary" onClick={() => trial.mutate()} isLoading={trial.isPending}>{words.tryIt}</Button>
      {trial.isError && <Problem error={trial.error} />}
      {trial.data && trial.data.problems.length > 0 && <TryResult trial={trial.data} />}
      {trial.data && (
        <ol aria-label={words.came}>
          {trial.data.outcomes.map((outcome, number) => (
            <li key={number}>
              <strong>{outcome.came.join('; ') || words.nothingCame}</strong> {outcome.why.join(' · ')}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

/** The text once nobody has typed for a moment. */
function useSettled(text: string): string {
  const [settled, settle] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => settle(text), 500);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
