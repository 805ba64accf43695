import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef } from 'react';

const SETTLED_MS = 400;

interface Zooming {
  getOption: () => { dataZoom?: { startValue?: number; endValue?: number }[] };
}

/**
 * A chart drawn on a canvas; ECharts itself is fetched only when the first chart is shown. `onZoom` hears the span in sight once
 * somebody has stopped moving it, so that a page can fetch that span in more detail.
 */
export function Chart({ option, label, onZoom }: { option: EChartsCoreOption; label: string; onZoom?: (from: number, to: number) => void }) {
  const place = useRef<HTMLDivElement>(null);
  const draw = useRef<((next: EChartsCoreOption) => void) | null>(null);
  const latest = useRef({ option, onZoom });
  latest.current = { option, onZoom };

  useEffect(() => {
    let gone = false;
    let stop = () => {};
    import('./echarts').then(({ echarts }) => {
      if (gone || !place.current) return;
      const chart = echarts.init(place.current);
      const resize = new ResizeObserver(() => chart.resize());
      resize.observe(place.current);
      draw.current = (next) => chart.setOption(dressed(next, place.current!), { replaceMerge: ['series'], lazyUpdate: true });
      draw.current(latest.current.option);
      let settling: ReturnType<typeof setTimeout>;
      chart.on('datazoom', () => {
        clearTimeout(settling);
        settling = setTimeout(() => {
          const seen = (chart as unknown as Zooming).getOption().dataZoom?.[0];
          if (seen?.startValue !== undefined && seen.endValue !== undefined) latest.current.onZoom?.(seen.startValue, seen.endValue);
        }, SETTLED_MS);
      });
      stop = () => {
        clearTimeout(settling);
        resize.disconnect();
        chart.dispose();
      };
    });
    return () => {
      gone = true;
      draw.current = null;
      stop();
    };
  }, []);

  useEffect(() => draw.current?.(option), [option]);

  return <div ref={place} role="img" aria-label={label} className="hub-chart" />;
}

/** In the letters and colours of the page around it. */
function dressed(option: EChartsCoreOption, place: HTMLElement): EChartsCoreOption {
  const style = getComputedStyle(place);
  return {
    ...option,
    color: ['#0066cc', '#63993d', '#f0ab00', '#8481dd', '#009596', '#c46100', '#b1380b', '#72767b'],
    textStyle: { fontFamily: style.fontFamily, color: style.color },
    legend: { top: 0, textStyle: { color: style.color }, ...(option.legend as object) },
  };
}
