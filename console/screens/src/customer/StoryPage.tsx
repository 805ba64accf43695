import { Card, CardBody, CardTitle, Flex, Grid, GridItem, ProgressStep, ProgressStepper } from '@patternfly/react-core';
import { useParams } from 'react-router-dom';
import { useAlarm } from '../shared/alarm';
import { SeverityLabel, StateLabel } from '../shared/labels';
import { useOwnWords, useWords } from '../shared/language';
import { ReadingsChart } from '../shared/ReadingsChart';
import { Answer, Screen } from '../shared/Screen';
import type { Alarm } from '../shared/types';
import { When } from '../shared/When';
import { minutesOf, storyOf } from './story';
import { words as own } from './words';

/** One alarm told in plain words, from the first reading to its end. */
export default function StoryPage() {
  const words = useWords();
  const { id = '' } = useParams();
  const { alarm } = useAlarm(id);
  return (
    <Screen title={alarm.data?.device_id ?? words.pages.alarms}>
      <Answer query={alarm}>{(shown) => <Told alarm={shown} />}</Answer>
    </Screen>
  );
}

function Told({ alarm }: { alarm: Alarm }) {
  const words = useWords();
  const t = useOwnWords(own);
  const minutes = minutesOf(alarm);
  return (
    <Grid hasGutter>
      <GridItem lg={6}>
        <Card isFullHeight>
          <CardTitle component="h2">{t.story}</CardTitle>
          <CardBody>
            <Flex><SeverityLabel severity={alarm.severity} /><StateLabel state={alarm.state} /></Flex>
            <ProgressStepper isVertical aria-label={t.story}>
              {storyOf(alarm, t).map((each, number) => (
                <ProgressStep key={number} id={`told-${number}`} titleId={`told-title-${number}`} variant={number === 0 ? 'danger' : 'info'} description={<When at={each.at} />}>
                  {each.text}
                </ProgressStep>
              ))}
              <ProgressStep id="told-now" titleId="told-title-now" variant={minutes === undefined ? 'warning' : 'success'} description={minutes === undefined ? '' : t.tookMinutes.replace('{0}', String(minutes))}>
                {minutes === undefined ? t.stillOpen : t.over}
              </ProgressStep>
            </ProgressStepper>
          </CardBody>
        </Card>
      </GridItem>
      <GridItem lg={6}>
        <Card isFullHeight>
          <CardTitle component="h2">{words.alarm.readings}</CardTitle>
          <CardBody><ReadingsChart device={alarm.device_id} around={alarm.raisedAt} /></CardBody>
        </Card>
      </GridItem>
    </Grid>
  );
}
