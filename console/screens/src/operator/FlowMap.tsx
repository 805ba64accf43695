import { useOwnWords } from '../shared/language';
import type { Flow, Stage } from './FlowPage';
import { words as own } from './words';

const PLACES: Record<string, [column: number, row: number]> = {
  receive: [0, 0], stream: [1, 0], standardize: [2, 0], judge: [3, 0], act: [4, 0],
  sync: [1, 1], recover: [2, 1], store: [3, 1], aggregate: [4, 1], serve: [4, 2],
};
const COLUMN = 200;
const ROW = 105;
const BOX = { width: 160, height: 76 };

/** The stages as boxes, what they hand on as lines as thick as what flows; the table below says the same in words. */
export function FlowMap({ flow, chosen, choose }: { flow: Flow; chosen: string; choose: (stage: string) => void }) {
  const said = useOwnWords(own).flow;
  const placed = flow.stages.map((stage, number): [Stage, number, number] => {
    const [column, row] = PLACES[stage.id] ?? [number % 4, 2];
    return [stage, 10 + column * COLUMN, 10 + row * ROW];
  });
  const at = new Map(placed.map(([stage, x, y]) => [stage.id, { x, y }]));
  return (
    <svg className="hub-flow" viewBox="0 0 980 310" role="group" aria-label={said.map}>
      <defs>
        <marker id="hub-flow-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">
          <path d="M0 0L8 4L0 8z" />
        </marker>
      </defs>
      {placed.flatMap(([stage]) =>
        stage.next.filter((next) => at.has(next)).map((next) => (
          <path key={stage.id + next} className="hub-flow-line" d={line(at.get(stage.id)!, at.get(next)!)} strokeWidth={width(stage)} markerEnd="url(#hub-flow-tip)" />
        )),
      )}
      {placed.map(([stage, x, y]) => (
        <a
          key={stage.id}
          href={`?stage=${stage.id}`}
          aria-current={stage.id === chosen}
          onClick={(event) => {
            event.preventDefault();
            choose(stage.id === chosen ? '' : stage.id);
          }}
        >
          <rect x={x} y={y} {...BOX} rx="8" className={`hub-flow-box ${state(stage)} ${stage.id === chosen ? 'chosen' : ''}`} />
          <text x={x + 12} y={y + 24} className="hub-flow-name">{said.names[stage.id] ?? stage.id}</text>
          <text x={x + 12} y={y + 46}>{figure(stage)} /s</text>
          <text x={x + 12} y={y + 65} className="hub-flow-small">
            {said.inflight} {stage.inflight} · {stage.failures > 0 ? `✗ ${stage.failures}` : '✓'}
          </text>
        </a>
      ))}
    </svg>
  );
}

function figure(stage: Stage): string {
  return (stage.messages ?? stage.rate).toLocaleString(undefined, { maximumFractionDigits: 1 });
}

function state(stage: Stage): string {
  if (stage.failures > 0) return 'failing';
  return stage.stopped > 0 ? 'stopped' : '';
}

function width(stage: Stage): number {
  return 1.5 + Math.min(6, Math.log10(1 + (stage.messages ?? stage.rate)) * 1.8);
}

/** From the side of one box that is nearer to the other, as a soft curve. */
function line(from: { x: number; y: number }, to: { x: number; y: number }): string {
  const [left, top] = [BOX.width / 2, BOX.height / 2];
  if (from.x === to.x) {
    const down = to.y > from.y;
    const x = from.x + left;
    return `M${x} ${down ? from.y + BOX.height : from.y} L${x} ${down ? to.y : to.y + BOX.height}`;
  }
  const onwards = to.x > from.x;
  if (!onwards && to.y === from.y) {
    // Back to an earlier stage of the same row: over the top.
    return `M${from.x + left} ${from.y} C${from.x + left} ${from.y - 16} ${to.x + left} ${to.y - 16} ${to.x + left} ${to.y}`;
  }
  const [x1, y1] = [onwards ? from.x + BOX.width : from.x, from.y + top];
  const [x2, y2] = [onwards ? to.x : to.x + BOX.width, to.y + top];
  const bend = (x1 + x2) / 2;
  return `M${x1} ${y1} C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}`;
}
