import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef } from 'react';

/** A chart drawn on a canvas; ECharts itself is fetched only when the first chart is shown. */
export function Chart({ option, label }: { option: EChartsCoreOption; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  const draw = useRef<((next: EChartsCoreOption) => void) | null>(null);
  const latest = useRef(option);
  latest.current = option;

  useEffect(() => {
    let gone = false;
    let stop = () => {};
    import('./echarts').then(({ echarts }) => {
      if (gone || !place.current) return;
      const chart = echarts.init(place.current);
      const resize = new ResizeObserver(() => chart.resize());
      resize.observe(place.current);
      draw.current = (next) => chart.setOption(next, { notMerge: false, lazyUpdate: true });
      draw.current(latest.current);
      stop = () => {
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
