import {
  Button,
  Card,
  CardBody,
  CardTitle,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Flex,
  Grid,
  GridItem,
  Label,
  ProgressStep,
  ProgressStepper,
  Stack,
  TextInput,
} from '@patternfly/react-core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router-dom';
import { useAlarm } from './alarm';
import { send } from './api';
import { SeverityLabel, StateLabel } from './labels';
import { useWords } from './language';
import { ReadingsChart } from './ReadingsChart';
import { Answer, Problem, Screen } from './Screen';
import type { Alarm } from './types';
import { When } from './When';

const OVER = ['cleared', 'resolved', 'closed'];

/** One alarm: why it was raised, what happened since, the readings around it, and what a person may do. */
export default function AlarmPage() {
  const words = useWords();
  const { id = '' } = useParams();
  const { alarm, path, again } = useAlarm(id);
  return (
    <Screen title={alarm.data?.ruleId ?? words.pages.alarms}>
      <Answer query={alarm}>
        {(shown) => (
          <Grid hasGutter>
            <GridItem lg={5}><Why alarm={shown} path={path} changed={again} /></GridItem>
            <GridItem lg={7}><Story alarm={shown} /></GridItem>
            <GridItem>
              <Card>
                <CardTitle component="h2">{words.alarm.readings}</CardTitle>
                <CardBody><ReadingsChart device={shown.device_id} around={shown.raisedAt} /></CardBody>
              </Card>
            </GridItem>
          </Grid>
        )}
      </Answer>
    </Screen>
  );
}

function Why({ alarm, path, changed }: { alarm: Alarm; path: string; changed: () => void }) {
  const words = useWords();
  return (
    <Card isFullHeight>
      <CardTitle component="h2">{words.alarm.why}</CardTitle>
      <CardBody>
       <Stack hasGutter>
        <Flex>
          <SeverityLabel severity={alarm.severity} />
          <StateLabel state={alarm.state} />
          {alarm.acknowledged && <Label>{words.alarm.acknowledged}</Label>}
        </Flex>
        <p>{alarm.explanation?.text}</p>
        <DescriptionList isHorizontal isCompact>
          <Fact name={words.device} value={alarm.device_id} />
          <Fact name={words.product} value={alarm.productId} />
          <Fact name={words.alarm.table} value={alarm.explanation && `${alarm.explanation.table} (${alarm.explanation.version})`} />
          <Fact name={words.alarm.row} value={alarm.explanation && `${alarm.explanation.row} ${alarm.explanation.cell}`} />
          <Fact name={words.value} value={alarm.value} />
        </DescriptionList>
        <Acts alarm={alarm} path={path} changed={changed} />
       </Stack>
      </CardBody>
    </Card>
  );
}

function Fact({ name, value }: { name: string; value?: string | number }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{name}</DescriptionListTerm>
      <DescriptionListDescription>{value ?? '–'}</DescriptionListDescription>
    </DescriptionListGroup>
  );
}

function Acts({ alarm, path, changed }: { alarm: Alarm; path: string; changed: () => void }) {
  const words = useWords();
  const [comment, setComment] = useState('');
  const act = useMutation({
    mutationFn: (verb: string) => send('POST', `${path}/${verb}`, comment ? { comment } : {}),
    onSuccess: () => {
      setComment('');
      changed();
    },
  });
  return (
    <Stack hasGutter className="hub-noprint">
      <TextInput aria-label={words.alarm.comment} placeholder={words.alarm.comment} value={comment} onChange={(_, text) => setComment(text)} />
      <Flex>
        <Button isDisabled={alarm.acknowledged || act.isPending} onClick={() => act.mutate('ack')}>{words.alarm.acknowledge}</Button>
        <Button variant="secondary" isDisabled={!comment || act.isPending} onClick={() => act.mutate('comment')}>{words.alarm.send}</Button>
        <Button variant="secondary" isDanger isDisabled={OVER.includes(alarm.state) || act.isPending} onClick={() => act.mutate('clear')}>
          {words.alarm.clear}
        </Button>
      </Flex>
      {act.isError && <Problem error={act.error} />}
    </Stack>
  );
}

function Story({ alarm }: { alarm: Alarm }) {
  const words = useWords();
  return (
    <Card isFullHeight>
      <CardTitle component="h2">{words.alarm.story}</CardTitle>
      <CardBody>
        <ProgressStepper isVertical aria-label={words.alarm.story}>
          {(alarm.history ?? []).map((step, number) => (
            <ProgressStep
              key={number}
              id={`step-${number}`}
              titleId={`step-title-${number}`}
              variant={OVER.includes(step.to) ? 'success' : 'info'}
              description={<><When at={step.at} /> · {step.by}{step.cause ? ` · ${step.cause}` : ''}</>}
            >
              <StateLabel state={step.to || step.from} />
            </ProgressStep>
          ))}
        </ProgressStepper>
      </CardBody>
    </Card>
  );
}
